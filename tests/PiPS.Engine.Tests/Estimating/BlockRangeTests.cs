using FsCheck;
using FsCheck.Fluent;
using PiPS.Engine.Estimating;

namespace PiPS.Engine.Tests.Estimating;

public sealed class BlockRangeTests
{
    private const long Most = BlockPlan.MaximumTrials;

    private static readonly Gen<long> Count = Gen.OneOf(
        Gen.Choose(0, 100).Select(i => (long)i),
        Gen.Choose(0, 100).Select(i => Most - i),
        ArbMap.Default.GeneratorFor<DoNotSize<long>>().Select(any => (any.Item & long.MaxValue) % Most));

    private static readonly Gen<BlockRange> Ranges =
        from first in Count
        from count in Count
        select new BlockRange(first, Math.Min(count, Most - first));

    // first, count, shares => the first block of each share, and the block behind the last
    public static TheoryData<long, long, int, long[]> Shares => new()
    {
        { 0, 96, 8, [0, 12, 24, 36, 48, 60, 72, 84, 96] },
        { 10, 5, 2, [10, 12, 15] },
        { 10, 5, 5, [10, 11, 12, 13, 14, 15] },
        { 10, 2, 4, [10, 10, 11, 11, 12] },
        { 7, 0, 3, [7, 7, 7, 7] },
        { 7, 1, 1, [7, 8] },
        { 0, Most, 3, [0, 1_537_228_672_809_129_301, 3_074_457_345_618_258_602, Most] },
    };

    // first, count, most => taken, left
    public static TheoryData<long, long, long, BlockRange, BlockRange> Takes => new()
    {
        { 0, 96, 16, new(0, 16), new(16, 80) },
        { 5, 3, 3, new(5, 3), new(8, 0) },
        { 5, 3, 9, new(5, 3), new(8, 0) },
        { 5, 3, 0, new(5, 0), new(5, 3) },
        { 5, 0, 4, new(5, 0), new(5, 0) },
        { 0, Most, long.MaxValue, new(0, Most), new(Most, 0) },
    };

    [Theory, MemberData(nameof(Shares))]
    public void Cuts_shares_that_are_neighbours(long first, long count, int shares, long[] bounds)
    {
        BlockRange range = new(first, count);

        for (int i = 0; i < shares; i++)
        {
            Assert.Equal(new(bounds[i], bounds[i + 1] - bounds[i]), range.Share(i, shares));
        }
    }

    [Theory, MemberData(nameof(Takes))]
    public void Takes_the_first_blocks(long first, long count, long most, BlockRange taken, BlockRange left)
    {
        Assert.Equal(taken, new BlockRange(first, count).Take(most, out BlockRange rest));
        Assert.Equal(left, rest);
    }

    [Fact]
    public void Shares_visit_every_block_once_and_are_even()
    {
        Gen<(BlockRange Range, int Shares)> cuts =
            from range in Ranges
            from shares in Gen.OneOf(Gen.Choose(1, 20), Gen.Choose(1, EstimateOptions.MaximumWorkers))
            select (range, shares);

        Prop.ForAll(cuts.ToArbitrary(), cut =>
        {
            BlockRange[] shares = [.. Enumerable.Range(0, cut.Shares).Select(i => cut.Range.Share(i, cut.Shares))];
            return shares[0].First == cut.Range.First
                && shares[^1].End == cut.Range.End
                && shares.Zip(shares.Skip(1)).All(pair => pair.First.End == pair.Second.First)
                && shares.All(share => share.Count >= 0)
                && shares.Max(share => share.Count) - shares.Min(share => share.Count) <= 1;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Taking_piece_after_piece_from_one_variable_visits_every_block_once()
    {
        Gen<(BlockRange Range, long[] Sizes)> draws =
            from range in Ranges
            from sizes in Gen.OneOf(Gen.Choose(0, 20).Select(i => (long)i), Count).ListOf()
            select (range, sizes.ToArray());

        Prop.ForAll(draws.ToArbitrary(), draw =>
        {
            BlockRange rest = draw.Range;
            long next = rest.First;

            foreach (long size in draw.Sizes)
            {
                // The same variable on both sides: what is taken must not depend on what is left.
                long before = rest.Count;
                BlockRange taken = rest.Take(size, out rest);

                if (taken != new BlockRange(next, Math.Min(size, before)) || rest != new BlockRange(taken.End, before - taken.Count))
                {
                    return false;
                }

                next = taken.End;
            }

            return rest.End == draw.Range.End && rest.IsEmpty == (rest.First == draw.Range.End);
        }).QuickCheckThrowOnFailure();
    }
}
