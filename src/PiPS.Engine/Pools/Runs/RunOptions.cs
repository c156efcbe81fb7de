using PiPS.Engine.Pools.Logging;

namespace PiPS.Engine.Pools.Runs;

/// <summary>How items are run on a pool.</summary>
public sealed record RunOptions
{
    /// <summary>Whether results keep the order of the input.</summary>
    public bool Ordered { get; init; }

    /// <summary>Whether input is taken however far the workers are behind: for a starter that won't wait.</summary>
    public bool BuffersInput { get; init; }

    /// <summary>Items that travel together; 0 to have it chosen by how long they take.</summary>
    public int BatchSize { get; init; }

    /// <summary>The longest that an item may run; <see langword="null"/> for no such limit.</summary>
    public TimeSpan? ItemTimeout { get; init; }

    /// <summary>How often an item is begun again after it failed, timed out or lost its worker; from 0.</summary>
    public int MaximumRetryCount { get; init; }

    /// <summary>Items that may fail before no further one is begun; <see langword="null"/> for no such limit.</summary>
    public int? MaximumFailure { get; init; }

    /// <summary>Where each item's end is written, and what decides which items are run; <see langword="null"/> for none. The starter disposes it.</summary>
    public TaskLog? Log { get; init; }
}
