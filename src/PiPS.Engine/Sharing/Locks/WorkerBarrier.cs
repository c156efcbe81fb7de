namespace PiPS.Engine.Sharing.Locks;

/// <summary>A barrier: its parties wait for each other, and go on together, again and again.</summary>
/// <remarks>One that gives up waiting, or dies, breaks it for the others. It stays broken until it is reset.</remarks>
public sealed class WorkerBarrier : WorkerLock
{
    internal WorkerBarrier(ShareSpace space, in SharedReference reference)
        : base(space, reference)
    {
    }

    /// <summary>How many go on together.</summary>
    public long Parties => Known().Parties;

    /// <summary>Whether nobody can wait at it until it is reset.</summary>
    public bool IsBroken => Known().IsBroken;

    /// <inheritdoc/>
    public override string State => Known() is var (parties, waiting, isBroken) && isBroken ? "Broken" : $"{waiting} of {parties} here";

    /// <inheritdoc/>
    public override long Waiting => Known().Waiting;

    /// <summary>Makes a barrier.</summary>
    /// <param name="space">Where.</param>
    /// <param name="parties">How many go on together, 1 to <see cref="WorkerLock.MostCount"/>.</param>
    /// <param name="name">Its name; empty for one that is free.</param>
    /// <exception cref="ShareException">The name is taken.</exception>
    public static WorkerBarrier Create(ShareSpace space, int parties, string name = "")
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentOutOfRangeException.ThrowIfLessThan(parties, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(parties, MostCount);
        return (WorkerBarrier)space.Create(SharedKind.Barrier, name, new ShareWriter(16).Number(parties).ToArray());
    }

    /// <summary>Waits for the other parties. Whoever gives up breaks the barrier.</summary>
    /// <param name="limit">Not for longer than this; <see langword="null"/> for no limit.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <returns>The place in the order of arrival, from 0; <see langword="null"/> if the wait ended before.</returns>
    /// <exception cref="ShareException">It is broken, or was removed.</exception>
    public int? Wait(TimeSpan? limit = null, CancellationToken stop = default)
    {
        ShareAnswer answer = Await(ShareVerb.Wait, limit, stop);
        return answer.Status == ShareStatus.Done ? (int)new ShareReader(answer.Content).Number() : null;
    }

    /// <summary>Makes it as new: those that wait are told that it is broken, and whoever comes then waits.</summary>
    /// <exception cref="ShareException">It was removed.</exception>
    public void Reset() => Ask(ShareVerb.Reset);

    /// <summary>Breaks it: those that wait, and whoever comes, are told so until it is reset.</summary>
    /// <exception cref="ShareException">It was removed.</exception>
    public void Abort() => Ask(ShareVerb.Abort);

    private (long Parties, long Waiting, bool IsBroken) Known()
    {
        ShareReader content = Describe();
        return (content.Number(), content.Number(), content.Byte() != 0);
    }
}
