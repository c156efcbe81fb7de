namespace PiPS.Engine.Pools;

/// <summary>What a pool's worker does.</summary>
public enum PoolWorkerState
{
    /// <summary>It gets up, or is set up.</summary>
    Starting,

    /// <summary>It waits for work.</summary>
    Idle,

    /// <summary>It works.</summary>
    Busy,

    /// <summary>It ends by choice, and runs what shall run then.</summary>
    Leaving,

    /// <summary>It has ended.</summary>
    Ended,
}
