using PiPS.Engine.Launchers;

namespace PiPS.Engine.Workers;

/// <summary>A worker died, or said what can't be. What it held has to be done again.</summary>
public sealed class WorkerLostException : Exception
{
    internal WorkerLostException(int processId, string message, Exception? cause = null, string? reason = null)
        : base(message, cause)
    {
        ProcessId = processId;
        Reason = reason;
    }

    /// <summary>The process that was lost; 0 if it never started.</summary>
    public int ProcessId { get; }

    /// <summary>What it was given up for, without what differs from worker to worker; <see langword="null"/> if it just died.</summary>
    internal string? Reason { get; }

    /// <summary>Why, in a word, a sentence and an advice, if it wasn't this process's own child.</summary>
    internal LaunchFailure? Failure { get; init; }

    /// <summary>What it, or what carried its words, said at last; empty if nothing, or if it was this process's own child.</summary>
    internal string LastWords { get; init; } = string.Empty;

    /// <summary>Where it was, if it wasn't this process's own child.</summary>
    internal Landing? Landing { get; init; }
}
