namespace PiPS.Engine.Sharing.Locks;

/// <summary>What scripts wait for each other by, in the session and its workers.</summary>
public abstract class WorkerLock : SharedProxy
{
    /// <summary>The most places of a semaphore, and parties of a barrier.</summary>
    public const int MostCount = 1_000_000;

    private protected WorkerLock(ShareSpace space, in SharedReference reference)
        : base(space, reference)
    {
    }

    /// <summary>Its name.</summary>
    public string Name => Reference.Name;

    /// <summary>Its number: of two locks, the one that was made first has the smaller.</summary>
    public long Id => Reference.Id;

    /// <summary>What it is: Lock, RecursiveLock, Semaphore, Event, Condition or Barrier.</summary>
    public string Type => Reference.Kind.ToString();

    /// <summary>How it stands now, in words.</summary>
    public abstract string State { get; }

    /// <summary>How many wait for it now.</summary>
    public abstract long Waiting { get; }

    /// <inheritdoc/>
    public override string GetState() => State;

    /// <summary>What the session has to say about it.</summary>
    private protected ShareReader Describe() => new(Ask(ShareVerb.Describe).Content);

    /// <summary>Asks for what may have to be waited for.</summary>
    private protected ShareAnswer Await(ShareVerb verb, TimeSpan? limit, CancellationToken stop, ReadOnlyMemory<byte> content = default)
        => Space.Ask(Reference.Id, verb, content, Checked(limit), stop);

    /// <summary>Seconds that were given.</summary>
    private protected static TimeSpan Limit(double seconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(seconds);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(seconds, 1e8);
        return TimeSpan.FromSeconds(seconds);
    }

    private static TimeSpan? Checked(TimeSpan? limit)
    {
        if (limit is TimeSpan given)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(given, TimeSpan.Zero, nameof(limit));
        }

        return limit;
    }
}
