using PiPS.Benchmarks.Measuring;

namespace PiPS.Benchmarks.Groups;

/// <summary>The counts that stream format 1 was laid down with.</summary>
internal static class GoldenHits
{
    private static readonly (ulong Seed, long Trials, long Hits)[] Counts =
    [
        (0, 1_000, 771), (42, 1_000_000, 785_720), (42, 1_048_577, 823_892), (42, 100_000_000, 78_539_708),
    ];

    /// <summary>Checks what counts, given a seed and a number of trials.</summary>
    /// <exception cref="WrongHitsException">It counts others.</exception>
    public static void Check(string what, Func<ulong, long, long> count)
    {
        foreach ((ulong seed, long trials, long hits) in Counts)
        {
            WrongHitsException.ThrowUnless($"{what}, seed {seed}, {trials:N0} trials", hits, count(seed, trials));
        }
    }
}
