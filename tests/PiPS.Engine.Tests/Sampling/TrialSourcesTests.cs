using PiPS.Engine.Sampling;

namespace PiPS.Engine.Tests.Sampling;

public sealed class TrialSourcesTests
{
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
