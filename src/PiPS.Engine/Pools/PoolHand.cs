using System.Diagnostics;

namespace PiPS.Engine.Pools;

/// <summary>A worker's place in a pool: its thread, its worker of the moment, its account of time. Shared under the pool's lock.</summary>
internal sealed class PoolHand
{
    private readonly long _created = Stopwatch.GetTimestamp();
    private TimeSpan _changed;

    /// <param name="index">Its number.</param>
    public PoolHand(int index)
    {
        Index = index;
    }

    public int Index { get; }

    public Thread? Thread { get; set; }

    public ITaskWorker? Worker { get; set; }

    /// <summary>The run that it serves; nothing while it serves none.</summary>
    public WorkRun? Run { get; set; }

    public PoolWorkerState State { get; private set; }

    public int ProcessId { get; set; }

    public int? ExitCode { get; set; }

    public long Done { get; set; }

    public long Failed { get; set; }

    public int Replaced { get; set; }

    /// <summary>Workers lost here since the last item that ended.</summary>
    public int Deaths { get; set; }

    /// <summary>Items that this worker ended: it is replaced after a given number.</summary>
    public int Tasks { get; set; }

    /// <summary>Whether this place is to be given up once its worker has nothing in hand.</summary>
    public bool IsLeaving { get; set; }

    /// <summary>The item that was killed for its time; −1 for none.</summary>
    public long Expired { get; set; } = -1;

    public TimeSpan Starting { get; private set; }

    public TimeSpan Waiting { get; private set; }

    public TimeSpan Busy { get; private set; }

    public TimeSpan Working { get; set; }

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
}
