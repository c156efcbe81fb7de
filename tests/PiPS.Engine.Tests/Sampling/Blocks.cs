using PiPS.Engine.Sampling;

namespace PiPS.Engine.Tests.Sampling;

/// <summary>A run in one thread: block after block.</summary>
internal static class Blocks
{
    /// <summary>The hits of a run.</summary>
    public static long Count(TrialSource source, long trials, long blockSize = 1L << 20)
    {
        long hits = 0;

        for (long first = 0; first < trials; first += blockSize)
        {
            source.Begin((ulong)(first / blockSize));
            hits += source.Count(long.Min(blockSize, trials - first));
        }

        return hits;
    }

    /// <summary>The hits of a block's first trials, in one slice.</summary>
    public static long CountIn(TrialSource source, ulong block, long trials)
    {
        source.Begin(block);
        return source.Count(trials);
    }
}
