namespace PiPS.Engine.Sharing.Locks;

/// <summary>A condition: a recursive lock whose holder can wait, without it, until another holder notifies it.</summary>
public sealed class WorkerCondition : WorkerMutex
{
    internal WorkerCondition(ShareSpace space, in SharedReference reference)
        : base(space, reference)
    {
    }

    /// <summary>Makes a condition.</summary>
    /// <param name="space">Where.</param>
    /// <param name="name">Its name; empty for one that is free.</param>
    /// <exception cref="ShareException">The name is taken.</exception>
    public static WorkerCondition Create(ShareSpace space, string name = "")
    {
        ArgumentNullException.ThrowIfNull(space);
        return (WorkerCondition)space.Create(SharedKind.Condition, name);
    }

    /// <summary>Wakes the one that has waited longest, if any waits. The caller has to hold the condition.</summary>
    /// <exception cref="ShareException">The caller hasn't got it.</exception>
    public void Notify() => Notify(1);

    /// <summary>Wakes those that have waited longest. The caller has to hold the condition.</summary>
    /// <param name="count">How many, from 1, if so many wait.</param>
    /// <exception cref="ShareException">The caller hasn't got it.</exception>
    public void Notify(long count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        Ask(ShareVerb.Notify, new ShareWriter(16).Number(count).ToArray());
    }

    /// <summary>Wakes all that wait. The caller has to hold the condition.</summary>
    /// <exception cref="ShareException">The caller hasn't got it.</exception>
    public void NotifyAll() => Notify(long.MaxValue);

    /// <summary>Releases the condition wholly, waits to be notified, and takes it again, as often as it was taken before.</summary>
    /// <param name="limit">Not waiting for a notification for longer than this; <see langword="null"/> for no limit. The lock is waited for however long that takes.</param>
    /// <param name="stop">Ends the wait; then the lock isn't waited for.</param>
    /// <exception cref="ShareException">The caller hasn't got it, or it was removed.</exception>
    public ConditionWait Wait(TimeSpan? limit = null, CancellationToken stop = default)
    {
        ShareAnswer told = Await(ShareVerb.Wait, limit, stop);
        long depth = new ShareReader(told.Content).Number();
        return new(told.Status == ShareStatus.Done, Take(depth, limit: null, stop));
    }
}
