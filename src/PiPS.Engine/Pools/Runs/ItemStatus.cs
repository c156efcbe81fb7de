namespace PiPS.Engine.Pools.Runs;

/// <summary>How an item ended. The numbers are on the wire: they never change their meaning.</summary>
public enum ItemStatus : byte
{
    /// <summary>The script went through it.</summary>
    Completed = 1,

    /// <summary>The script threw, or left by <c>exit</c>, <c>break</c> or <c>continue</c>.</summary>
    Failed = 2,

    /// <summary>It ran for longer than an item may; its worker was killed, or abandoned.</summary>
    TimedOut = 3,

    /// <summary>Its worker died on it.</summary>
    WorkerLost = 4,

    /// <summary>It was never begun: the run ended before, or a log has it as done.</summary>
    Skipped = 5,
}
