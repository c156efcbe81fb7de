using PiPS.Engine.Sampling;

namespace PiPS.Engine.Tests.Sampling;

public sealed class TrialSourcesTests
{
    // generator, block size => allowed
    public static TheoryData<Generator, long, bool> BlockSizes => new()
    {
        { Generator.Xoshiro256PlusPlus, 1L << 20, true },
        { Generator.Xoshiro256PlusPlus, 1L << 21, false },
        { Generator.Xoshiro256PlusPlus, 12_500_000, false },
        { Generator.MersenneTwister, 1L << 20, true },
        { Generator.MersenneTwister, 12_500_000, true },
        { Generator.MersenneTwister, 1, true },
        { Generator.MersenneTwister, 0, false },
        { Generator.MersenneTwister, -1, false },
    };

    [Theory, MemberData(nameof(BlockSizes))]
    public void Lets_only_the_Mersenne_Twister_have_other_blocks(Generator generator, long blockSize, bool allowed)
        => Assert.Equal(allowed, TrialSources.AllowsBlockSize(generator, blockSize));

    [Fact]
    public void Knows_its_generators_and_no_others()
    {
        foreach (Generator generator in Enum.GetValues<Generator>())
        {
            Assert.NotNull(TrialSources.Create(generator, 0));
            Assert.Equal(1L << 20, TrialSources.DefaultBlockSize(generator));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => TrialSources.Create((Generator)99, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => TrialSources.DefaultBlockSize((Generator)99));
    }

    [Fact]
    public void Runs_the_best_path_and_the_plain_ones_anywhere()
    {
        Assert.True(KernelPaths.IsSupported(KernelPaths.Best));
        Assert.Superset(new HashSet<KernelPath> { KernelPath.Reference, KernelPath.Scalar }, Paths.Supported.ToHashSet());
        Assert.Equal(Paths.Supported.Max(), KernelPaths.Best);
    }

    [Fact]
    public void Refuses_a_path_that_cannot_run_here()
    {
        foreach (KernelPath path in Enum.GetValues<KernelPath>().Except(Paths.Supported).Append((KernelPath)99))
        {
            Assert.Throws<PlatformNotSupportedException>(() => TrialSources.Create(0, path));
        }
    }
}
