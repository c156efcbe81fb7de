namespace PiPS.Engine.Sharing.Locks;

/// <summary>A lock: one script at a time has it, in the session or any worker, first come first served. Only its holder can release it.</summary>
/// <remarks>Its holder can take a recursive one again, and releases it as often.</remarks>
public class WorkerMutex : HeldLock
{
    internal WorkerMutex(ShareSpace space, in SharedReference reference)
        : base(space, reference)
    {
    }

    /// <inheritdoc/>
    public override string State => Known() is var (depth, _, _, isAbandoned) && depth > 0 ? "Held" : isAbandoned ? "Abandoned" : "Free";

    /// <summary>How many wait for it now; of a condition, also to be notified.</summary>
    public override long Waiting => Known().Waiting;

    /// <inheritdoc/>
    public override bool IsHeld => Known().Depth > 0;

    /// <inheritdoc/>
    public override bool IsAbandoned => Known().IsAbandoned;

    /// <summary>How often its holder took it and didn't release it; 0 if none has it.</summary>
    public long Depth => Known().Depth;

    /// <summary>The process of its holder; <see langword="null"/> if none has it.</summary>
    public long? HolderProcessId => Known() is var (depth, processId, _, _) && depth > 0 ? processId : null;

    /// <summary>Makes a lock.</summary>
    /// <param name="space">Where.</param>
    /// <param name="name">Its name; empty for one that is free.</param>
    /// <param name="isRecursive">Whether its holder can take it again.</param>
    /// <exception cref="ShareException">The name is taken.</exception>
    public static WorkerMutex Create(ShareSpace space, string name = "", bool isRecursive = false)
    {
        ArgumentNullException.ThrowIfNull(space);
        return (WorkerMutex)space.Create(isRecursive ? SharedKind.RecursiveLock : SharedKind.Lock, name);
    }

    private (long Depth, long ProcessId, long Waiting, bool IsAbandoned) Known()
    {
        ShareReader content = Describe();
        return (content.Number(), content.Number(), content.Number(), content.Byte() != 0);
    }
}
