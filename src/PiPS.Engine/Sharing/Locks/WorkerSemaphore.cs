namespace PiPS.Engine.Sharing.Locks;

/// <summary>A semaphore: so many scripts at a time have a place, in the session or any worker, first come first served.</summary>
/// <remarks>Whoever wants may release, but not more than are taken. The places of a worker that dies are released.</remarks>
public sealed class WorkerSemaphore : HeldLock
{
    internal WorkerSemaphore(ShareSpace space, in SharedReference reference)
        : base(space, reference)
    {
    }

    /// <inheritdoc/>
    public override string State => Known() is var (count, taken, _, _) ? $"{count - taken} of {count} free" : string.Empty;

    /// <inheritdoc/>
    public override long Waiting => Known().Waiting;

    /// <inheritdoc/>
    public override bool IsHeld => Available == 0;

    /// <inheritdoc/>
    public override bool IsAbandoned => Known().IsAbandoned;

    /// <summary>All its places.</summary>
    public long Count => Known().Count;

    /// <summary>Places that are free now.</summary>
    public long Available => Known() is var (count, taken, _, _) ? count - taken : 0;

    /// <summary>Makes a semaphore.</summary>
    /// <param name="space">Where.</param>
    /// <param name="count">Its places, 1 to <see cref="WorkerLock.MostCount"/>.</param>
    /// <param name="name">Its name; empty for one that is free.</param>
    /// <exception cref="ShareException">The name is taken.</exception>
    public static WorkerSemaphore Create(ShareSpace space, int count, string name = "")
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MostCount);
        return (WorkerSemaphore)space.Create(SharedKind.Semaphore, name, new ShareWriter(16).Number(count).ToArray());
    }

    private (long Count, long Taken, long Waiting, bool IsAbandoned) Known()
    {
        ShareReader content = Describe();
        return (content.Number(), content.Number(), content.Number(), content.Byte() != 0);
    }
}
