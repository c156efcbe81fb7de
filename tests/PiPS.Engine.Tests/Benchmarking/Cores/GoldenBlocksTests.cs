using PiPS.Engine.Benchmarking.Cores;
using PiPS.Engine.Sampling;
using PiPS.Engine.Tests.Sampling;

namespace PiPS.Engine.Tests.Benchmarking.Cores;

public sealed class GoldenBlocksTests
{
    [Theory]
    [InlineData(KernelPath.Reference)]
    [InlineData(KernelPath.Scalar)]
    [InlineData(KernelPath.Vector128)]
    [InlineData(KernelPath.Avx2)]
    [InlineData(KernelPath.Avx512Vbmi2)]
    internal void Every_path_counts_the_golden_hits_of_every_block(KernelPath path)
    {
        Paths.SkipUnlessSupported(path);
        TrialSource source = TrialSources.Create(GoldenBlocks.Seed, path);

        Assert.Equal(
            GoldenBlocks.Hits.ToArray(),
            Enumerable.Range(0, GoldenBlocks.Count).Select(block => (int)Blocks.CountIn(source, (ulong)block, GoldenBlocks.Size)));
    }

    // Two independent programs counted the hits of 1e8 trials of this seed: 95 whole blocks, and the rest of another.
    [Fact]
    public void They_agree_with_hits_that_others_counted()
        => Assert.Equal(
            78_539_708L,
            GoldenBlocks.Hits[..95].ToArray().Sum()
                + Blocks.CountIn(TrialSources.Create(GoldenBlocks.Seed, KernelPath.Reference), 95, 100_000_000 - (95 * GoldenBlocks.Size)));
}
