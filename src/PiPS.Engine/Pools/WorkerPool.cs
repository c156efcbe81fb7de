using PiPS.Engine.Protocol;
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
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan SeldomLook = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan StopGrace = TimeSpan.FromMilliseconds(120);
    private static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(1);

    private readonly object _gate = new();
    private readonly ITaskWorkerSource _source;
    private readonly int? _maximumTasks;
    private readonly List<PoolHand> _hands = [];
    private readonly RunQueue _runs = new();
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

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Process or Thread.</summary>
    public string Type { get; }

    /// <summary>What it does.</summary>
    public PoolState State { get; private set; }

    /// <summary>Workers that it has, or is starting.</summary>
    public int Count => Read(() => _hands.Count(hand => !hand.IsLeaving));

    /// <summary>Whether the calling thread is one of its workers: if that waits for the pool, it waits for itself.</summary>
    public bool IsOnWorker => Read(() => _hands.Exists(hand => hand.Worker?.IsThisThread ?? false));

    /// <summary>Its workers as they are now.</summary>
    public IReadOnlyList<PoolWorkerReport> Workers => Read(() => _hands.OrderBy(hand => hand.Index).Select(hand => hand.Report()).ToArray());

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
            _runs.Fail(new ObjectDisposedException(Name, $"The pool {Name} was stopped."));
        });

        hands.ForEach(hand => hand.Thread!.Join());
        _watcher.Join();

        // Threads are only told to stop: nothing is to run on.
        _source.WaitForEnd(LongestFarewell);
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
                new HandShift(this, hand, worker, run).Serve();
                Change(() =>
                {
                    hand.Run = null;
                    hand.Become(PoolWorkerState.Idle);
                });

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
        hand.Hire(worker);

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
                WorkRun? run = _runs.Next(_hands);

                if (run is not null)
                {
                    hand.Run = run;
                    hand.StopAsked = null;
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

    /// <summary>Whether a hand that has nothing to do had better stay with its run: input may still come, and nobody else waits.</summary>
    internal bool Stays(PoolHand hand, WorkRun run) => run.MayHaveWork && Read(()
        => !_ended && !hand.IsLeaving && !(hand.Tasks >= _maximumTasks) && _runs.HasNoneBut(run));

    /// <summary>Whether another run needs a hand more than this one does.</summary>
    internal bool HasNeedier(WorkRun run) => Read(() => _runs.HasNeedier(run, _hands));

    /// <summary>Items that a hand's worker may still take.</summary>
    internal int Allowance(PoolHand hand) => _maximumTasks is int maximum ? maximum - hand.Tasks : int.MaxValue;

    /// <summary>Books what a hand's worker did.</summary>
    internal void Book(PoolHand hand, int ended, int failed, TimeSpan working)
    {
        lock (_gate)
        {
            hand.Book(ended, failed, working);
        }
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
            hand.BookLoss(run is not null && !mark.Ended);

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
        _runs.Fail(error);
    });

    // Looks after items that run for too long, and after runs that nobody wants any more.
    private void Watch()
    {
        lock (_gate)
        {
            while (!(_ended || State == PoolState.Stopped) || _hands.Count > 0)
            {
                _hands.ForEach(hand => hand.Look(StopGrace));
                _runs.Look(_hands);
                Monitor.Wait(_gate, _hands.Exists(hand => hand.Run is not null) ? LookEvery : SeldomLook);
            }
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
