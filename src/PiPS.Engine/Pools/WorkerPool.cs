using PiPS.Engine.Protocol;
using PiPS.Engine.Values;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Pools;

/// <summary>Workers that outlive a command: each has a thread of its own here, which gives it the items of one run after the other.</summary>
/// <remarks>
/// Any thread may call it. A worker that dies is replaced, and what it held is dealt again, failed or retried as the run says.
/// Disposing the pool leaves none of them.
/// </remarks>
public sealed class WorkerPool : IDisposable
{
    /// <summary>After so many deaths with nothing done in between, the next worker would die as well.</summary>
    private const int MostDeaths = 10;
    private const int SmallStack = 512 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan StopGrace = TimeSpan.FromMilliseconds(120);

    private readonly object _gate = new();
    private readonly ITaskWorkerSource _source;
    private readonly int? _maximumTasks;
    private readonly List<PoolHand> _hands = [];
    private readonly List<WorkRun> _runs = [];
    private readonly Thread _watcher;
    private Exception? _failure;
    private bool _ended;

    internal WorkerPool(string name, string type, int count, ITaskWorkerSource source, int? maximumTasks)
    {
        Name = name;
        Type = type;
        _source = source;
        _maximumTasks = maximumTasks;
        _watcher = new(Watch, SmallStack) { IsBackground = true, Name = $"PiPS pool {name}" };
        _watcher.Start();
        Resize(count);
    }

    /// <summary>A pool of processes.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="count">Workers, from 0.</param>
    /// <param name="command">What a worker is started with, given where it notes the item that it is on.</param>
    /// <param name="codec">Values as bytes.</param>
    /// <param name="setUp">How a worker sets itself up.</param>
    /// <param name="maximumTasks">Items after which a worker is replaced; <see langword="null"/> for never.</param>
    public static WorkerPool OfProcesses(
        string name, int count, Func<string, WorkerCommand> command, IValueCodec codec, object setUp, int? maximumTasks = null)
        => new(name, "Process", count, new ProcessTaskWorkers(command, codec, setUp), maximumTasks);

    /// <summary>A pool of threads.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="count">Workers, from 0.</param>
    /// <param name="makeHost">Makes what runs scripts, one for each worker.</param>
    /// <param name="setUp">How a worker sets itself up.</param>
    /// <param name="maximumTasks">Items after which a worker is replaced; <see langword="null"/> for never.</param>
    public static WorkerPool OfThreads(string name, int count, Func<ITaskHost> makeHost, object? setUp, int? maximumTasks = null)
        => new(name, "Thread", count, new ThreadTaskWorkers(makeHost, setUp), maximumTasks);

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Process or Thread.</summary>
    public string Type { get; }

    /// <summary>What it does.</summary>
    public PoolState State { get; private set; }

    /// <summary>Workers that it has, or is starting.</summary>
    public int Count => Read(() => _hands.Count(hand => !hand.IsLeaving));

    /// <summary>Its workers as they are now.</summary>
    public IReadOnlyList<PoolWorkerReport> Workers => Read(() => _hands.OrderBy(hand => hand.Index).Select(Report).ToArray());

    /// <summary>Changes how many workers it has; those that are too many finish what they hold.</summary>
    public void Resize(int count) => Change(() =>
    {
        ThrowIfNotRunning();
        List<PoolHand> staying = [.. _hands.Where(hand => !hand.IsLeaving)];
        staying.Skip(count).ToList().ForEach(hand => hand.IsLeaving = true);

        for (int i = staying.Count; i < count; i++)
        {
            Hire();
        }
    });

    /// <summary>Begins a run: its items are dealt to the workers until it ends.</summary>
    /// <exception cref="InvalidOperationException">The pool has ended, or ends.</exception>
    public void Begin(WorkRun run) => Change(() =>
    {
        ThrowIfNotRunning();
        _runs.Add(run);
    });

    /// <summary>Takes no new runs, and ends when those that it has are done.</summary>
    public void Drain() => Change(() => State = State == PoolState.Running ? PoolState.Draining : State);

    /// <summary>Waits until it has ended.</summary>
    /// <returns>Whether it has.</returns>
    public bool WaitForEnd(TimeSpan most)
    {
        lock (_gate)
        {
            return State is PoolState.Stopped or PoolState.Failed && _hands.Count == 0
                || (Monitor.Wait(_gate, most) && State is PoolState.Stopped or PoolState.Failed && _hands.Count == 0);
        }
    }

    /// <summary>Ends it at once: its workers are killed, and its runs fail.</summary>
    public void Dispose()
    {
        List<PoolHand> hands = [];
        Change(() =>
        {
            _ended = true;
            State = State == PoolState.Failed ? State : PoolState.Stopped;
            hands.AddRange(_hands);
            hands.ForEach(hand => hand.Worker?.Kill());
            _runs.ForEach(run => run.Fail(new ObjectDisposedException(Name, $"The pool {Name} was stopped.")));
        });

        hands.ForEach(hand => hand.Thread!.Join());
        _watcher.Join();
    }

    private void Hire()
    {
        PoolHand hand = new(Enumerable.Range(0, int.MaxValue).First(index => _hands.TrueForAll(other => other.Index != index)));
        hand.Thread = new(() => Work(hand), SmallStack) { IsBackground = true, Name = $"PiPS pool {Name} worker {hand.Index}" };
        _hands.Add(hand);
        hand.Thread.Start();
    }

    private void Work(PoolHand hand)
    {
        try
        {
            while (KeepWorker(hand))
            {
                // Another worker takes the place of one that died, or has done its share.
            }
        }
        catch (Exception error)
        {
            Collapse(error);
        }
        finally
        {
            Change(() =>
            {
                _hands.Remove(hand);
                State = _hands.Count == 0 && State == PoolState.Draining ? PoolState.Stopped : State;
            });
        }
    }

    // One worker's life. Whether the next should be started.
    private bool KeepWorker(PoolHand hand)
    {
        if (Read(() => _ended || hand.IsLeaving))
        {
            return false;
        }

        ITaskWorker? worker = null;

        try
        {
            worker = _source.Start();
            Change(() => Hired(hand, worker));
            worker.WaitUntilReady();
            Change(() => hand.Become(PoolWorkerState.Idle));

            while (NextRun(hand) is WorkRun run)
            {
                Serve(hand, worker, run);

                if (hand.Tasks >= _maximumTasks)
                {
                    return true;
                }
            }

            return false;
        }
        catch (WorkerLostException lost)
        {
            return Mourn(hand, worker, lost);
        }
        catch (ProtocolException nonsense)
        {
            worker!.Kill();
            return Mourn(hand, worker, new(worker.ProcessId, $"Worker {worker.ProcessId} was given up: {nonsense.Message}.", nonsense));
        }
        finally
        {
            Change(() =>
            {
                hand.Become(PoolWorkerState.Starting);
                hand.Worker = null;
                hand.Run = null;
            });
            worker?.Dispose();
            Change(() => hand.ExitCode = worker?.ExitCode ?? hand.ExitCode);
        }
    }

    private void Hired(PoolHand hand, ITaskWorker worker)
    {
        hand.Worker = worker;
        hand.ProcessId = worker.ProcessId;
        hand.Tasks = 0;
        hand.Expired = -1;

        if (_ended)
        {
            worker.Kill();
        }
    }

    private WorkRun? NextRun(PoolHand hand)
    {
        lock (_gate)
        {
            while (!_ended && !hand.IsLeaving)
            {
                _runs.RemoveAll(run => run.IsEnded);

                // The run that the fewest hands serve is next.
                WorkRun? run = _runs
                    .Where(candidate => candidate.MayHaveWork)
                    .OrderBy(candidate => _hands.Count(other => other.Run == candidate))
                    .FirstOrDefault();

                if (run is not null)
                {
                    hand.Run = run;
                    hand.Become(PoolWorkerState.Busy);
                    run.Join(hand.Index, hand.ProcessId);
                    return run;
                }

                if (State == PoolState.Draining)
                {
                    return null;
                }

                Monitor.Wait(_gate);
            }

            return null;
        }
    }

    private void Serve(PoolHand hand, ITaskWorker worker, WorkRun run)
    {
        List<WorkEvent> told = [];
        BatchesInHand batches = new();
        bool closed = false;
        worker.Open(run.Script);

        do
        {
            while (!closed && batches.Count < 2 && TakeBatch(hand, run, batches) is WorkItem[] batch)
            {
                worker.Post(batch);
                batches.Add(batch.Length);
            }

            if (batches.Count == 0 && !closed && !Stays(hand, run))
            {
                worker.Close();
                closed = true;
            }
        }
        while ((batches.Count == 0 && !closed) || Take(hand, worker, run, told, batches));

        run.Leave(hand.Index);
        Change(() =>
        {
            hand.Run = null;
            hand.Become(PoolWorkerState.Idle);
        });
    }

    private bool Take(PoolHand hand, ITaskWorker worker, WorkRun run, List<WorkEvent> told, BatchesInHand batches)
    {
        told.Clear();
        bool more = worker.Take(told);
        batches.Remove(Settle(hand, run, told));
        return more;
    }

    private WorkItem[]? TakeBatch(PoolHand hand, WorkRun run, BatchesInHand batches)
    {
        int most = _maximumTasks is int maximum ? maximum - hand.Tasks - batches.Items : int.MaxValue;
        return most > 0 ? run.TakeBatch(hand.Index, most, batches.Count == 0 ? Patience : TimeSpan.Zero) : null;
    }

    private bool Stays(PoolHand hand, WorkRun run) => run.MayHaveWork && Read(()
        => !_ended && !hand.IsLeaving && !(hand.Tasks >= _maximumTasks) && _runs.TrueForAll(other => other == run));

    private int Settle(PoolHand hand, WorkRun run, List<WorkEvent> told)
    {
        int ended = 0;
        TimeSpan working = TimeSpan.Zero;
        int failed = 0;

        foreach (WorkEvent happened in told.Where(happened => happened.IsEnd && happened.Index >= 0))
        {
            ended++;
            failed += happened.Status == ItemStatus.Completed ? 0 : 1;
            working += TimeSpan.FromMicroseconds(happened.Nanoseconds / 1000.0);
        }

        run.Deliver(hand.Index, told);

        lock (_gate)
        {
            hand.Done += ended - failed;
            hand.Failed += failed;
            hand.Working += working;
            hand.Tasks += ended;
            hand.Deaths = ended > 0 ? 0 : hand.Deaths;
        }

        return ended;
    }

    private bool Mourn(PoolHand hand, ITaskWorker? worker, WorkerLostException lost)
    {
        ItemMark mark = worker?.Mark ?? ItemMark.None;
        WorkRun? run = null;
        bool ended = false;
        bool hopeless = false;
        bool expired = false;

        Change(() =>
        {
            run = hand.Run;
            ended = _ended;
            expired = hand.Expired == mark.Index && hand.Expired >= 0;
            hand.Replaced++;
            hand.Failed += run is null || mark.Ended ? 0 : 1;

            // An item that kills its worker each time isn't the pool's failure.
            hopeless = !ended && run is null && ++hand.Deaths >= MostDeaths;
        });

        run?.Lose(hand.Index, mark, expired, lost.Message);

        return hopeless ? throw new WorkersFailedException(MostDeaths, lost) : !ended;
    }

    private void Collapse(Exception error) => Change(() =>
    {
        State = PoolState.Failed;
        _failure ??= error;
        _ended = true;
        _hands.ForEach(hand => hand.Worker?.Kill());
        _runs.ForEach(run => run.Fail(error));
    });

    // Looks after items that run for too long, and after runs that nobody wants any more.
    private void Watch()
    {
        Dictionary<PoolHand, DateTime> stopping = [];

        while (!Read(() => (_ended || State == PoolState.Stopped) && _hands.Count == 0))
        {
            Change(() =>
            {
                foreach (PoolHand hand in _hands.Where(hand => hand is { Worker: not null, Run: not null }))
                {
                    Look(hand, stopping);
                }
            });

            lock (_gate)
            {
                Monitor.Wait(_gate, _hands.Exists(hand => hand.Run is not null) ? TimeSpan.FromMilliseconds(20) : TimeSpan.FromMilliseconds(200));
            }
        }
    }

    private static void Look(PoolHand hand, Dictionary<PoolHand, DateTime> stopping)
    {
        if (hand.Run!.IsCancelled)
        {
            if (stopping.TryAdd(hand, DateTime.UtcNow))
            {
                hand.Worker!.Stop();
            }
            else if (DateTime.UtcNow - stopping[hand] > StopGrace)
            {
                hand.Worker!.Kill();
            }

            return;
        }

        stopping.Remove(hand);
        ItemMark mark = hand.Worker!.Mark;

        if (hand.Run.ItemTimeout is TimeSpan longest && !mark.Ended && mark.Running > longest)
        {
            hand.Expired = mark.Index;
            hand.Worker.Kill();
        }
    }

    private void ThrowIfNotRunning()
    {
        if (_failure is not null)
        {
            throw _failure;
        }

        if (State != PoolState.Running)
        {
            throw new InvalidOperationException($"The pool {Name} is {State}.");
        }
    }

    private static PoolWorkerReport Report(PoolHand hand)
    {
        hand.Account();

        return new()
        {
            Index = hand.Index,
            ProcessId = hand.ProcessId,
            State = hand.State,
            Done = hand.Done,
            Failed = hand.Failed,
            Replaced = hand.Replaced,
            ExitCode = hand.ExitCode,
            Memory = ProcessMemory.Of(hand.ProcessId),
            Starting = hand.Starting.TotalSeconds,
            Waiting = hand.Waiting.TotalSeconds,
            Working = hand.Working.TotalSeconds,
            Transferring = Math.Max(0.0, (hand.Busy - hand.Working).TotalSeconds),
        };
    }

    private void Change(Action change)
    {
        lock (_gate)
        {
            change();
            Monitor.PulseAll(_gate);
        }
    }

    private T Read<T>(Func<T> read)
    {
        lock (_gate)
        {
            return read();
        }
    }
}
