namespace PiPS.Engine.Pools.Logging;

/// <summary>What the log's last line about an item says.</summary>
internal enum LoggedState : byte
{
    /// <summary>There is none.</summary>
    Unknown,

    /// <summary>It was completed.</summary>
    Completed,

    /// <summary>It ended otherwise.</summary>
    NotCompleted,
}
