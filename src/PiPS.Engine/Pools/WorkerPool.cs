using PiPS.Engine.Launchers;
using PiPS.Engine.Machine;
using PiPS.Engine.Pools.TaskWorkers;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Pools;

/// <summary>Workers that outlive a command: each has a thread of its own here, which gives it the items of one run after the other.</summary>
/// <remarks>
/// Any thread may call it. A worker that dies is replaced, and what it held is dealt again, failed or retried as the run says.
/// Disposing the pool leaves none of them.
/// </remarks>
public sealed partial class WorkerPool : IDisposable
{
    private const int SmallStack = 512 * 1024;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan SeldomLook = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(1);

    private readonly Gate _gate = new();
    private readonly PoolOptions _options;
    private readonly ExitProblems _exitProblems = new();
    private readonly List<PoolHand> _hands = [];
    private readonly RunQueue _runs = new();
    private readonly DeathToll _deaths = new();
    private readonly Bell _look = new();
    private readonly Thread _watcher;
    private Exception? _failure;
    private bool _ended;

    internal WorkerPool(string name, string type, int count, ITaskWorkerSource source, PoolOptions options)
    {
        Name = name;
        Type = type;
        Source = source;
        _options = options;
        _watcher = new(Watch, SmallStack) { IsBackground = true, Name = $"PiPS pool {name}" };
        _watcher.Start();

        try
        {
            Resize(count);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Process or Thread.</summary>
    public string Type { get; }

    /// <summary>How its workers are put on other machines; <see langword="null"/> if they are on this one.</summary>
    public WorkerLauncher? Launcher => Source.Launcher;

    /// <summary>What was noticed of its workers' hosts, such as those set aside and why: the last hundred, a sentence or more each.</summary>
    public IReadOnlyList<string> LaunchProblems => Source.Notices;

    /// <summary>What it does.</summary>
    public PoolState State { get; private set; }

    /// <summary>Why it failed; <see langword="null"/> if it didn't.</summary>
    public Exception? Failure => _gate.Read(() => _failure);

    /// <summary>Workers that it has, or is starting.</summary>
    public int Count => _gate.Read(() => _hands.Count(hand => !hand.IsLeaving));

    /// <summary>Whether the calling thread is one of its workers: if that waits for the pool, it waits for itself.</summary>
    public bool IsOnWorker => _gate.Read(() => _hands.Exists(hand => hand.Worker?.IsThisThread ?? false));

    /// <summary>Its workers as they are now.</summary>
    public IReadOnlyList<PoolWorkerReport> Workers => _gate.Read(() => _hands.OrderBy(hand => hand.Index).Select(hand => hand.Report()).ToArray());

    /// <summary>Whether its workers have something to run when they end by choice.</summary>
    public bool HasFarewells => _options.ExitLimit is not null;

    /// <summary>What went wrong when workers ended by choice: the last hundred.</summary>
    public IReadOnlyList<ExitProblem> ExitProblems => _gate.Read(() => _exitProblems.All);

    /// <summary>Changes how many workers it has; those that are too many finish what they hold.</summary>
    /// <exception cref="Estimating.InvalidOptionException">This process has too few handles of files for more processes.</exception>
    public void Resize(int count) => _gate.Change(() =>
    {
        ThrowIfNotRunning();
        List<PoolHand> staying = [.. _hands.Where(hand => !hand.IsLeaving)];
        FileHandles.ThrowIfTooFew(Type == "Process" ? count - staying.Count : 0);
        staying.Skip(count).ToList().ForEach(hand => hand.IsLeaving = true);
        int[] free = [.. Enumerable.Range(0, count + _hands.Count).Except(_hands.Select(hand => hand.Index))];

        for (int i = 0; i < count - staying.Count; i++)
        {
            Hire(free[i]);
        }

        _runs.WakeAll();
    });

    /// <summary>Begins a run: its items are dealt to the workers until it ends.</summary>
    /// <exception cref="PoolStoppedException">The pool has ended, or ends.</exception>
    /// <exception cref="WorkersFailedException">Its workers died one after the other.</exception>
    public void Begin(PoolRun run) => _gate.Change(() =>
    {
        ThrowIfNotRunning();
        _runs.Add(run);
        _runs.WakeAll();
        _look.Ring();
    });

    /// <summary>Takes no new runs, and ends when those that it has are done.</summary>
    public void Drain() => _gate.Change(() =>
    {
        State = State != PoolState.Running ? State : _hands.Count > 0 ? PoolState.Draining : PoolState.Stopped;
        _runs.WakeAll();
        _look.Ring();
    });

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
        _gate.Change(() =>
        {
            _ended = true;
            State = State == PoolState.Failed ? State : PoolState.Stopped;
            hands.AddRange(_hands);
            hands.ForEach(hand => hand.Worker?.Kill());
            _runs.Fail(new PoolStoppedException(Name, $"The pool {Name} was stopped."));
            _runs.WakeAll();
            _look.Ring();
        });

        hands.ForEach(hand => hand.Thread!.Join());
        _watcher.Join();

        // Threads are only told to stop: nothing is to run on.
        Source.WaitForEnd(LongestFarewell);
        (Source as IDisposable)?.Dispose();
    }

    /// <summary>What its workers come from.</summary>
    internal ITaskWorkerSource Source { get; }

    /// <summary>Workers that serve no run: those that aren't ready yet included.</summary>
    internal int Free => _gate.Read(() => _hands.Count(hand => hand.Run is null && !hand.IsLeaving));

    /// <summary>Makes idle hands look for work.</summary>
    internal void Wake() => _gate.Change(() => _runs.WakeIdle(drains: State == PoolState.Draining));

    private void Hire(int index)
    {
        PoolHand hand = new(index, _options.Processors) { IsElsewhere = Launcher is not null };
        hand.Thread = new(new HandLife(this, hand).Live, SmallStack) { IsBackground = true, Name = $"PiPS pool {Name} worker {hand.Index}" };
        _hands.Add(hand);

        try
        {
            hand.Thread.Start();
        }
        catch
        {
            // A thread that never began can't be waited for.
            _hands.Remove(hand);
            throw;
        }
    }

    // Looks after items that run for too long, and after runs that nobody wants any more.
    private void Watch()
    {
        lock (_gate)
        {
            while (!(_ended || State == PoolState.Stopped) || _hands.Count > 0)
            {
                _hands.ForEach(hand => hand.Look(_options.ExitLimit));
                _runs.Look(_hands, _options.Shares?.IsWaiting ?? false);
                _runs.Relieve(_hands);

                // What no word came of, such as an item that is to be run again, is seen here.
                Wake();
                _look.Wait(_gate, _hands.Exists(hand => hand.Run is not null) ? LookEvery : SeldomLook);
            }
        }
    }

    private void ThrowIfNotRunning()
    {
        if (State != PoolState.Running)
        {
            throw _failure ?? new PoolStoppedException(Name, $"The pool {Name} is {State}: it takes no work.");
        }
    }
}
