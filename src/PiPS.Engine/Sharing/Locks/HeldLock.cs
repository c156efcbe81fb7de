namespace PiPS.Engine.Sharing.Locks;

/// <summary>A lock that is in somebody's hands: it is taken, and released.</summary>
/// <remarks>
/// If a holder dies, or its script ends without releasing it, it is released, and marked: whoever takes it next is told, as long as
/// nobody who was told has released it.
/// </remarks>
public abstract class HeldLock : WorkerLock
{
    private protected HeldLock(ShareSpace space, in SharedReference reference)
        : base(space, reference)
    {
    }

    /// <summary>Whether none can take it now without waiting.</summary>
    public abstract bool IsHeld { get; }

    /// <summary>Whether a holder died, or ended without releasing it, and what it left wasn't looked after yet.</summary>
    public abstract bool IsAbandoned { get; }

    /// <summary>Takes it.</summary>
    /// <param name="limit">Not waiting for longer than this; <see langword="null"/> for no limit.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <returns>Whether it was taken. It may be, though the wait was to end.</returns>
    /// <exception cref="ShareException">The caller has it already, or it was removed.</exception>
    public LockEntry Enter(TimeSpan? limit = null, CancellationToken stop = default) => Take(1, limit, stop);

    /// <summary>Takes it, if that can be done at once.</summary>
    /// <returns>Whether it was taken: also not if the caller has it already, unless it is one to take several times.</returns>
    /// <exception cref="ShareException">It was removed.</exception>
    public bool TryEnter() => TryEnter(TimeSpan.Zero);

    /// <summary>Takes it, if that can be done in time. Nothing ends the wait before: see Wait-WorkerLock.</summary>
    /// <param name="seconds">0 to 1e8.</param>
    /// <returns>Whether it was taken: not, at once, if the caller has it already, unless it is one to take several times.</returns>
    /// <exception cref="ShareException">It was removed.</exception>
    public bool TryEnter(double seconds) => TryEnter(Limit(seconds));

    /// <summary>Takes it, if that can be done in time. Nothing ends the wait before: see Wait-WorkerLock.</summary>
    /// <param name="limit">The longest wait, from 0.</param>
    /// <returns>Whether it was taken: not, at once, if the caller has it already, unless it is one to take several times.</returns>
    /// <exception cref="ShareException">It was removed.</exception>
    public bool TryEnter(TimeSpan limit)
    {
        try
        {
            return Enter(limit) != LockEntry.NotEntered;
        }
        catch (ShareException refused) when (refused.Id == nameof(LockRefusals.LockHeldByCaller))
        {
            return false;
        }
    }

    /// <summary>Releases it. What a dead holder left counts as looked after.</summary>
    /// <exception cref="ShareException">The caller hasn't got it.</exception>
    public void Exit() => Exit(isUnmended: false);

    /// <summary>Releases it.</summary>
    /// <param name="isUnmended">Whether what a dead holder left, if one did, is as it was: the next is told again.</param>
    /// <exception cref="ShareException">The caller hasn't got it.</exception>
    public void Exit(bool isUnmended) => Ask(ShareVerb.Release, new ShareWriter(1).Byte(isUnmended ? (byte)1 : (byte)0).ToArray());

    private protected LockEntry Take(long depth, TimeSpan? limit, CancellationToken stop)
    {
        byte[] content = new ShareWriter(16).Number(Environment.ProcessId).Number(depth).ToArray();

        return Await(ShareVerb.Acquire, limit, stop, content).Status switch
        {
            ShareStatus.Done => LockEntry.Entered,
            ShareStatus.Abandoned => LockEntry.EnteredAbandoned,
            _ => LockEntry.NotEntered,
        };
    }
}
