using PiPS.Engine.Sampling;

namespace PiPS.Engine.Tests.Sampling;

/// <summary>The replay of CPython: <c>random.seed(seed + block)</c>, then <c>random.uniform(0, 1)</c> for x and y.</summary>
public sealed class MersenneTwisterTests
{
    private const long DefaultBlock = 1L << 20;

    // seed, block, trials => hits, counted by CPython 3.11
    public static TheoryData<ulong, ulong, long, long> Stored => new()
    {
        { 0, 0, 0, 0 },
        { 0, 0, 1, 0 },
        { 0, 0, DefaultBlock, 823_867 },
        { 0, 1, DefaultBlock, 823_447 },
        { 1, 0, DefaultBlock, 823_447 },
        { 42, 0, 1_000, 782 },
        { 42, 3, 100_000, 78_629 },
        { uint.MaxValue, 0, 100_000, 78_858 },
        { 1UL << 32, 0, 100_000, 78_669 },
        { ulong.MaxValue, 0, 100_000, 78_758 },
        { ulong.MaxValue, 1, 100_000, 78_446 },
        { ulong.MaxValue, ulong.MaxValue, 100_000, 78_663 },
        { 1, 0, 12_500_000, 9_815_907 },
    };

    // seed, block: keys of one, two and three digits
    public static TheoryData<ulong, ulong> Keys => new()
    {
        { 0, 0 },
        { 0, 1 },
        { 12_345, 678 },
        { uint.MaxValue, 0 },
        { uint.MaxValue, 1 },
        { 1UL << 32, 0 },
        { ulong.MaxValue, 0 },
        { ulong.MaxValue, 1 },
        { ulong.MaxValue, ulong.MaxValue },
    };

    [Theory, MemberData(nameof(Stored))]
    public void Counts_the_hits_that_CPython_counted(ulong seed, ulong block, long trials, long hits)
        => Assert.Equal(hits, Blocks.CountIn(Create(seed), block, trials));

    [Theory, MemberData(nameof(Keys))]
    public void Hits_where_CPython_hits(ulong seed, ulong block)
    {
        TrialSource source = Create(seed);
        source.Begin(block);

        string hits = string.Concat(Enumerable.Range(0, 2_000).Select(_ => source.Count(1) == 1 ? '#' : '.'));

        Assert.Equal(CPython.ListHits((UInt128)seed + block, 2_000), hits);
    }

    [Fact]
    public void Counts_as_CPython_does_block_by_block()
    {
        const ulong seed = 20_240_229;
        TrialSource source = Create(seed);

        for (ulong block = 0; block < 3; block++)
        {
            Assert.Equal(CPython.CountHits(seed + block, DefaultBlock), Blocks.CountIn(source, block, DefaultBlock));
        }
    }

    [Fact]
    public void Counts_as_CPython_does_in_a_share_of_the_tutorial()
        => Assert.Equal(CPython.CountHits(7, 12_500_000), Blocks.CountIn(Create(0), 7, 12_500_000));

    [Theory]
    [InlineData(1)]
    [InlineData(155)]
    [InlineData(156)]
    [InlineData(157)]
    [InlineData(128 * 1024)]
    public void Counts_the_same_in_slices_as_in_one(long slice)
    {
        const long trials = 300_000;
        TrialSource source = Create(3);
        long whole = Blocks.CountIn(source, 9, trials);
        source.Begin(9);
        long hits = 0;

        for (long first = 0; first < trials; first += slice)
        {
            hits += source.Count(long.Min(slice, trials - first));
        }

        Assert.Equal(whole, hits);
    }

    private static TrialSource Create(ulong seed) => TrialSources.Create(Generator.MersenneTwister, seed);
}
