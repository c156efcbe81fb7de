namespace PiPS.Engine.Sampling;

/// <summary>The trials of a run, block by block, with their hits counted. One thread at a time uses it.</summary>
public abstract class TrialSource
{
    /// <summary>Trials that <see cref="Count"/> takes in about ten milliseconds or less: look for a cancellation between such slices.</summary>
    public const long SliceSize = 1L << 20;

    /// <summary>Goes to the first trial of a block.</summary>
    /// <param name="block">The block's index, from 0; every value has a stream of its own.</param>
    public abstract void Begin(ulong block);

    /// <summary>Counts the hits among the next trials of the block, and stops behind them.</summary>
    /// <param name="trials">How many, from 0 up; a multiple of 128 unless these are the block's last.</param>
    /// <returns>Hits, from 0 to <paramref name="trials"/>.</returns>
    public abstract long Count(long trials);
}
