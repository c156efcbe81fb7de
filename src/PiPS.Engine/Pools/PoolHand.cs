using System.Diagnostics;
using PiPS.Engine.Launchers;
using PiPS.Engine.Pools.Runs;
using PiPS.Engine.Pools.TaskWorkers;

namespace PiPS.Engine.Pools;

/// <summary>A worker's place in a pool: its thread, its worker of the moment, its account of time. Shared under the pool's lock.</summary>
internal sealed class PoolHand
{
    /// <summary>An item that takes longer than this holds up those behind it: to move them costs a tenth of a millisecond.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromMilliseconds(10);

    /// <summary>The answer to an ask takes no longer, but where nobody reads.</summary>
    private static readonly TimeSpan BeforeNextAsk = TimeSpan.FromMilliseconds(100);

    private readonly long _created = Stopwatch.GetTimestamp();
    private readonly ItemClock _clock = new();
    private TimeSpan _changed;
    private long _asked;
    private PoolRun? _run;
    private Landing? _landing;

    /// <param name="index">Its number.</param>
    /// <param name="processors">What the pool's workers are kept on, one each, in turn.</param>
    public PoolHand(int index, IReadOnlyList<int>? processors)
    {
        Index = index;
        Processor = processors is { Count: > 0 } ? processors[index % processors.Count] : null;
    }

    public int Index { get; }

    /// <summary>Whether its workers are put on other machines.</summary>
    public bool IsElsewhere { get; init; }

    /// <summary>The logical processor that its workers are kept on.</summary>
    public int? Processor { get; }

    public Thread? Thread { get; set; }

    public ITaskWorker? Worker { get; set; }

    /// <summary>The run that it serves; nothing while it serves none.</summary>
    public PoolRun? Run
    {
        get => _run;
        set
        {
            // Counted here: a pool asks for it each time that a hand looks for work.
            _run?.Hands -= 1;
            _run = value;
            _run?.Hands += 1;
        }
    }

    public PoolWorkerState State { get; private set; }

    public int ProcessId { get; private set; }

    public int? ExitCode { get; set; }

    /// <summary>The machine that its worker is on, if it was put elsewhere.</summary>
    public string? Host => _landing?.Host;

    public long Done { get; private set; }

    public long Failed { get; private set; }

    public int Replaced { get; private set; }

    /// <summary>Workers lost here since the last item that ended.</summary>
    public int Deaths { get; set; }

    /// <summary>Items that this worker ended: it is replaced after a given number.</summary>
    public int Tasks { get; private set; }

    /// <summary>Whether this place is to be given up once its worker has nothing in hand.</summary>
    public bool IsLeaving { get; set; }

    /// <summary>The item that was killed for its time; −1 for none.</summary>
    public long Expired { get; private set; } = -1;

    /// <summary>When its worker was asked to stop a run that nobody wants any more.</summary>
    public DateTime? StopAsked { get; set; }

    /// <summary>When its worker began to run what shall run at its end.</summary>
    public DateTime? FarewellBegan { get; private set; }

    public TimeSpan Starting { get; private set; }

    public TimeSpan Waiting { get; private set; }

    public TimeSpan Busy { get; private set; }

    public TimeSpan Working { get; private set; }

    public void Become(PoolWorkerState state)
    {
        Account();
        State = state;
    }

    /// <summary>Books the time since the last change where it belongs.</summary>
    public void Account()
    {
        TimeSpan now = Stopwatch.GetElapsedTime(_created);
        TimeSpan spent = now - _changed;
        _changed = now;

        switch (State)
        {
            case PoolWorkerState.Starting:
                Starting += spent;
                break;
            case PoolWorkerState.Idle:
                Waiting += spent;
                break;
            case PoolWorkerState.Busy:
                Busy += spent;
                break;
            default:
                break;
        }
    }

    /// <summary>A new worker takes the place.</summary>
    public void Hire(ITaskWorker worker)
    {
        Worker = worker;
        _landing = worker.Landing;

        // Of one elsewhere nothing is known until it says hello.
        ProcessId = IsElsewhere ? 0 : worker.ProcessId;
        Tasks = 0;
        Expired = -1;
        FarewellBegan = null;
    }

    /// <summary>Its worker is ready.</summary>
    public void Arrived() => ProcessId = Worker?.ProcessId ?? ProcessId;

    /// <summary>Its worker is to end by choice.</summary>
    public bool BeginFarewell()
    {
        Become(PoolWorkerState.Leaving);
        FarewellBegan = DateTime.UtcNow;
        return true;
    }

    /// <summary>Its worker ended items.</summary>
    public void Book(int ended, int failed, TimeSpan working)
    {
        Done += ended - failed;
        Failed += failed;
        Working += working;
        Tasks += ended;
        Deaths = ended > 0 ? 0 : Deaths;
    }

    /// <summary>Its worker died.</summary>
    /// <param name="onItem">Whether an item went with it.</param>
    public void BookLoss(bool onItem)
    {
        Replaced++;
        Failed += onItem ? 1 : 0;
    }

    /// <summary>Stops what nobody wants any more, and kills what takes too long.</summary>
    /// <param name="exitLimit">How long a worker may take for what it runs at its end.</param>
    public void Look(TimeSpan? exitLimit)
    {
        if (FarewellBegan is not null && DateTime.UtcNow - FarewellBegan > exitLimit)
        {
            Worker?.Kill();
        }

        if (Worker is null || Run is null)
        {
            return;
        }

        if (Run.IsCancelled)
        {
            LookAtStop(Worker, Run.StopGrace);
            return;
        }

        // Nobody asks else: with a thousand hands, fifty times a second, it would be a share of a processor.
        if (Run.ItemTimeout is not TimeSpan longest)
        {
            return;
        }

        ItemMark mark = Worker.Mark;
        TimeSpan running = _clock.Look(mark, Run.IsHeldBack(Index));

        if (!mark.Ended && running > longest)
        {
            Expired = mark.Index;
            Worker.Kill();
        }
    }

    /// <summary>Whether its worker has been on its item for long, and wasn't asked just now for what waits behind it.</summary>
    public bool IsToBeAsked => Worker is not null && Stopwatch.GetElapsedTime(_asked) > BeforeNextAsk
        && Worker.Mark is { Ended: false, Index: >= 0 } mark && mark.Running > Long;

    /// <summary>Asks its worker for what it hasn't begun.</summary>
    public void AskBack() => _asked = Worker!.AskBack() ? Stopwatch.GetTimestamp() : _asked;

    /// <summary>How it stands.</summary>
    public PoolWorkerReport Report()
    {
        Account();

        PoolWorkerReport report = new()
        {
            Index = Index,
            ProcessId = ProcessId,
            Processor = Processor,
            State = State,
            Done = Done,
            Failed = Failed,
            Replaced = Replaced,
            ExitCode = ExitCode,
            Memory = IsElsewhere ? null : ProcessMemory.Of(ProcessId),
            Host = Host,
            JobId = _landing?.Hello?.JobId is { Length: > 0 } job ? job : null,
            StepId = _landing?.Hello?.StepId is { Length: > 0 } step ? step : null,
            Starting = Starting.TotalSeconds,
            Waiting = Waiting.TotalSeconds,
            Working = Working.TotalSeconds,
            Transferring = Math.Max(0.0, (Busy - Working).TotalSeconds),
        };
        return IsElsewhere ? new LaunchedWorkerReport(report) : report;
    }

    private void LookAtStop(ITaskWorker worker, TimeSpan grace)
    {
        if (StopAsked is null)
        {
            StopAsked = DateTime.UtcNow;
            worker.Stop();
        }
        else if (DateTime.UtcNow - StopAsked > grace)
        {
            worker.Kill();
        }
    }
}
