using FsCheck;
using FsCheck.Fluent;
using PiPS.Engine.Estimating;

namespace PiPS.Engine.Tests.Estimating;

public sealed class BlockPlanTests
{
    private const long Default = 1L << 20;
    private const long Most = BlockPlan.MaximumTrials;

    // trials, block size => blocks, trials in the last
    public static TheoryData<long, long, long, long> Cuts => new()
    {
        { 1, 1, 1, 1 },
        { 1, 1000, 1, 1 },
        { 1000, 1000, 1, 1000 },
        { 1001, 1000, 2, 1 },
        { 100_000_000, Default, 96, 385_280 },
        { 100_000_000, 12_500_000, 8, 12_500_000 },
        { Most, Default, 1L << 42, Default },
        { Most, 1, Most, 1 },
        { Most, Most, 1, Most },
        { Most - 1, Most, 1, Most - 1 },
        { Most, Most - 1, 2, 1 },
    };

    [Theory, MemberData(nameof(Cuts))]
    public void Counts_its_blocks_and_sizes_the_last(long trials, long blockSize, long blocks, long inLast)
    {
        BlockPlan plan = new(trials, blockSize);

        Assert.Equal(new(0, blocks), plan.Blocks);
        Assert.Equal(inLast, plan.TrialsIn(blocks - 1));
        Assert.Equal(trials, plan.TrialsIn(plan.Blocks));
        Assert.Equal(trials, plan.TrialsBefore(blocks));
        Assert.Equal(0, plan.TrialsIn(new BlockRange(blocks, 0)));
    }

    [Fact]
    public void Eight_workers_share_a_hundred_million_trials_in_eleven_to_thirteen_millions()
    {
        BlockPlan plan = new(100_000_000, Default);

        long[] shares = [.. Enumerable.Range(0, 8).Select(i => plan.TrialsIn(plan.Blocks.Share(i, 8)))];

        Assert.All(shares, share => Assert.InRange(share, 11_000_000, 13_000_000));
        Assert.Equal(100_000_000, shares.Sum());
    }

    [Fact]
    public void Shares_have_every_trial_once()
    {
        Gen<long> number = ArbMap.Default.GeneratorFor<DoNotSize<long>>().Select(any => ((any.Item & long.MaxValue) % Most) + 1);
        Gen<long> any = Gen.OneOf(Gen.Choose(1, 1000).Select(i => (long)i), Gen.Choose(0, 1000).Select(i => Most - i), number);
        Gen<(BlockPlan Plan, int Shares)> plans =
            from trials in any
            from size in any
            from shares in Gen.Choose(1, 100)
            select (new BlockPlan(trials, size), shares);

        Prop.ForAll(plans.ToArbitrary(), cut =>
        {
            long[] shares = [.. Enumerable.Range(0, cut.Shares).Select(i => cut.Plan.TrialsIn(cut.Plan.Blocks.Share(i, cut.Shares)))];
            return shares.All(share => share >= 0) && shares.Sum() == cut.Plan.Trials;
        }).QuickCheckThrowOnFailure();
    }
}
