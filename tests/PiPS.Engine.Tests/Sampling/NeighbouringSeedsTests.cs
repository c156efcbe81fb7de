using PiPS.Engine.Sampling;

namespace PiPS.Engine.Tests.Sampling;

/// <summary>People take seeds 0, 1, 2, ...: their streams must have nothing in common.</summary>
public sealed class NeighbouringSeedsTests
{
    private const int SeedCount = 4_096;

    /// <summary>Trials a seed: what the best kernel here counts in a second or less, all seeds together.</summary>
    private static long Trials => KernelPaths.Best switch
    {
        KernelPath.Avx512Vbmi2 => 1 << 21,
        KernelPath.Avx2 => 1 << 20,
        KernelPath.Vector128 => 1 << 19,
        _ => 1 << 17,
    };

    [Fact]
    public void Hits_scatter_as_independent_trials_do()
    {
        double probability = Math.PI / 4;
        double deviation = Math.Sqrt(Trials * probability * (1 - probability));
        double[] scores = new double[SeedCount];

        for (int seed = 0; seed < SeedCount; seed++)
        {
            long hits = Blocks.Count(TrialSources.Create(Generator.Xoshiro256PlusPlus, (ulong)seed), Trials);
            scores[seed] = (hits - (Trials * probability)) / deviation;
        }

        // Each has expectation 0 and, in units of its own standard error, 5 is far out. Nothing here is left to chance.
        double root = Math.Sqrt(SeedCount);
        Assert.InRange(scores.Sum() / root, -3.5, 3.5);
        Assert.InRange((scores.Sum(z => z * z) - SeedCount) / (root * Math.Sqrt(2)), -3.5, 3.5);
        Assert.InRange(scores.Zip(scores.Skip(1), (z, next) => z * next).Sum() / root, -3.5, 3.5);
    }

    [Fact]
    public void Low_order_bits_are_never_shared()
    {
        HashSet<ulong> seen = [];

        for (ulong seed = 0; seed < SeedCount; seed++)
        {
            StreamKeys keys = new(seed);

            for (ulong block = 0; block < 4; block++)
            {
                ulong origin = keys.LowBitsOrigin(block);

                for (ulong trial = 0; trial < 32; trial++)
                {
                    Assert.True(seen.Add(TrialRule.LowBits(origin, trial)));
                }
            }
        }
    }

    [Fact]
    public void State_words_are_never_shared()
    {
        HashSet<ulong> seen = [];

        for (ulong seed = 0; seed < SeedCount; seed++)
        {
            StreamKeys keys = new(seed);

            for (int index = 0; index < 128; index++)
            {
                Assert.True(seen.Add(keys.StateWord(seed % 3, index / 4, index % 4)));
            }
        }
    }
}
