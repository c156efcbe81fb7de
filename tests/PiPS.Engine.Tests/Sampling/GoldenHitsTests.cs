using PiPS.Engine.Sampling;

namespace PiPS.Engine.Tests.Sampling;

/// <summary>Counts that two independent programs found when stream format 1 was laid down: they may never change.</summary>
public sealed class GoldenHitsTests
{
    // seed, trials => hits
    public static TheoryData<ulong, long, long> Golden => new()
    {
        { 0, 1_000, 771 },
        { 42, 1_000_000, 785_720 },
        { 42, 1_048_577, 823_892 },
        { 42, 100_000_000, 78_539_708 },
    };

    public static TheoryData<KernelPath, ulong, long, long> GoldenByPath
    {
        get
        {
            TheoryData<KernelPath, ulong, long, long> data = new();

            foreach (KernelPath path in Enum.GetValues<KernelPath>())
            {
                foreach (TheoryDataRow<ulong, long, long> row in Golden)
                {
                    (ulong seed, long trials, long hits) = row.Data;
                    data.Add(path, seed, trials, hits);
                }
            }

            return data;
        }
    }

    [Theory, MemberData(nameof(GoldenByPath))]
    public void Every_path_counts_the_golden_hits(KernelPath path, ulong seed, long trials, long hits)
    {
        Paths.SkipUnlessSupported(path);
        Assert.Equal(hits, Blocks.Count(TrialSources.Create(seed, path), trials));
    }

    [Theory, MemberData(nameof(Golden))]
    public void The_factory_counts_the_golden_hits(ulong seed, long trials, long hits)
        => Assert.Equal(hits, Blocks.Count(TrialSources.Create(Generator.Xoshiro256PlusPlus, seed), trials));
}
