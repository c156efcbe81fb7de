using FsCheck;
using FsCheck.Fluent;
using PiPS.Engine.Estimating;

namespace PiPS.Engine.Tests.Estimating;

public sealed class StagePlanTests
{
    private const long Default = 1L << 20;

    [Fact]
    public void Without_a_target_all_blocks_are_one_stage()
    {
        BlockPlan plan = new(100_000_000, Default);
        StagePlan stages = new(plan, target: null, 0.95);

        Assert.Equal(100_000_000, stages.Expected);
        Assert.Equal(plan.Blocks, stages.Next(default));
        Assert.Null(stages.Next(new(100_000_000, 78_539_708)));
    }

    // trials, target, level => blocks of the first stage: TrialsFor / 2^20, rounded up
    [Theory]
    [InlineData(BlockPlan.MaximumTrials, 1e-4, 0.95, 988)]
    [InlineData(BlockPlan.MaximumTrials, 1e-3, 0.99, 18)]
    [InlineData(BlockPlan.MaximumTrials, 1.0, 0.95, 1)]
    [InlineData(BlockPlan.MaximumTrials, double.MaxValue, 0.95, 1)]
    [InlineData(100_000_000, 1e-4, 0.95, 96)]
    [InlineData(10, 1e-4, 0.95, 1)]
    public void The_first_stage_is_what_the_target_should_take(long trials, double target, double level, long blocks)
    {
        BlockPlan plan = new(trials, Default);
        StagePlan stages = new(plan, target, level);

        Assert.Equal(plan.TrialsBefore(blocks), stages.Expected);
        Assert.Equal(new(0, blocks), stages.Next(default));
        Assert.Equal(plan.TrialsBefore(blocks), stages.Expected);
    }

    [Fact]
    public void Stages_follow_each_other_until_the_target_is_met_or_no_block_is_left()
    {
        Gen<(BlockPlan Plan, double Target, double Hits)> runs =
            from trials in Gen.Choose(1, 2_000_000)
            from size in Gen.OneOf(Gen.Choose(1, 100), Gen.Choose(1, 1_000_000))
            from target in Gen.Choose(1, 2000).Select(i => i / 1000.0)
            from hits in Gen.Choose(0, 100).Select(i => i / 100.0)
            select (new BlockPlan(trials, size), target, hits);

        Prop.ForAll(runs.ToArbitrary(), run =>
        {
            StagePlan stages = new(run.Plan, run.Target, 0.95);
            Tally tally = default;
            long next = 0;
            bool neighbours = true;
            int count = 0;

            while (stages.Next(tally) is BlockRange stage)
            {
                neighbours &= stage.First == next && stage.Count > 0 && (count == 0 || !IsMet(tally, run.Target));
                next = stage.End;
                long trials = run.Plan.TrialsBefore(next);
                neighbours &= stages.Expected >= trials && stages.Expected <= run.Plan.Trials;
                tally = new(trials, (long)(trials * run.Hits));
                count++;
            }

            return neighbours && (next == run.Plan.BlockCount || IsMet(tally, run.Target)) && stages.Next(tally) is null;
        }).QuickCheckThrowOnFailure();
    }

    private static bool IsMet(Tally tally, double target) => PiStatistics.HalfWidth(tally, 0.95) <= target;
}
