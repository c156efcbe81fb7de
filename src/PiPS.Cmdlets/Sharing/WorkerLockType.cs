namespace PiPS.Cmdlets.Sharing;

/// <summary>What scripts wait for each other by.</summary>
public enum WorkerLockType
{
    /// <summary>One holder at a time.</summary>
    Lock,

    /// <summary>One holder at a time, who may take it again.</summary>
    RecursiveLock,

    /// <summary>So many holders at a time.</summary>
    Semaphore,

    /// <summary>Set or not: those that wait go on once it is set.</summary>
    Event,

    /// <summary>A recursive lock whose holder waits, without it, to be notified.</summary>
    Condition,

    /// <summary>So many wait for each other.</summary>
    Barrier,
}
