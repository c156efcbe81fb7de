using PiPS.Engine.Estimating;
using PiPS.Engine.Protocol;

namespace PiPS.Engine.Tests.Workers;

/// <summary>Hits without a sampler: a trial is a hit unless its number is a square. So hits tell which trials were counted.</summary>
internal static class FakeHits
{
    /// <summary>Hits among the first trials of a run.</summary>
    public static long Before(long trials) => trials - (long)Math.Ceiling(Math.Sqrt(trials));

    /// <summary>The answer to a piece, or to its first trials.</summary>
    public static Counted Answer(BlockPlan plan, BlockRange piece, long trials = long.MaxValue, double milliseconds = 50)
    {
        long first = plan.TrialsBefore(piece.First);
        long counted = Math.Min(trials, plan.TrialsIn(piece));
        return new(piece.First, piece.Count, counted, Before(first + counted) - Before(first), (long)(milliseconds * 1e6), 0);
    }
}
