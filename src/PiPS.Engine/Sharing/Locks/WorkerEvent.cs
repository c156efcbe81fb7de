namespace PiPS.Engine.Sharing.Locks;

/// <summary>An event: those that wait for it go on once it is set.</summary>
public sealed class WorkerEvent : WorkerLock
{
    internal WorkerEvent(ShareSpace space, in SharedReference reference)
        : base(space, reference)
    {
    }

    /// <summary>Whether it is set now.</summary>
    public bool IsSet => Known().IsSet;

    /// <inheritdoc/>
    public override string State => IsSet ? "Set" : "Not set";

    /// <inheritdoc/>
    public override long Waiting => Known().Waiting;

    /// <summary>Makes an event that isn't set.</summary>
    /// <param name="space">Where.</param>
    /// <param name="name">Its name; empty for one that is free.</param>
    /// <exception cref="ShareException">The name is taken.</exception>
    public static WorkerEvent Create(ShareSpace space, string name = "")
    {
        ArgumentNullException.ThrowIfNull(space);
        return (WorkerEvent)space.Create(SharedKind.Event, name);
    }

    /// <summary>Sets it: all that wait go on, and none waits until it is reset.</summary>
    /// <exception cref="ShareException">It was removed.</exception>
    public void Set() => Ask(ShareVerb.Notify);

    /// <summary>It isn't set any more.</summary>
    /// <exception cref="ShareException">It was removed.</exception>
    public void Reset() => Ask(ShareVerb.Reset);

    /// <summary>Waits until it is set.</summary>
    /// <param name="limit">Not for longer than this; <see langword="null"/> for no limit.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <returns>Whether it was.</returns>
    /// <exception cref="ShareException">It was removed.</exception>
    public bool Wait(TimeSpan? limit, CancellationToken stop) => Await(ShareVerb.Wait, limit, stop).Status == ShareStatus.Done;

    /// <summary>Waits until it is set. Nothing ends the wait before: see Wait-WorkerLock.</summary>
    /// <param name="seconds">0 to 1e8.</param>
    /// <returns>Whether it was.</returns>
    /// <exception cref="ShareException">It was removed.</exception>
    public bool TryWait(double seconds) => TryWait(Limit(seconds));

    /// <summary>Waits until it is set. Nothing ends the wait before: see Wait-WorkerLock.</summary>
    /// <param name="limit">The longest wait, from 0.</param>
    /// <returns>Whether it was.</returns>
    /// <exception cref="ShareException">It was removed.</exception>
    public bool TryWait(TimeSpan limit) => Wait(limit, CancellationToken.None);

    private (bool IsSet, long Waiting) Known()
    {
        ShareReader content = Describe();
        return (content.Byte() != 0, content.Number());
    }
}
