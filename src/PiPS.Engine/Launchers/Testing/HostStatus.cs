namespace PiPS.Engine.Launchers.Testing;

/// <summary>What a test says of a host by itself; else it says the failure's reason.</summary>
internal enum HostStatus
{
    /// <summary>A worker ran there, in time, with the right hits.</summary>
    Ready,

    /// <summary>One ran there, but its clock is off.</summary>
    Clock,

    /// <summary>One ran there, and counted hits that the blocks don't have.</summary>
    Miscount,

    /// <summary>It still waited for its turn when the time was over.</summary>
    Queued,

    /// <summary>The time was over before it was done.</summary>
    TimedOut,
}
