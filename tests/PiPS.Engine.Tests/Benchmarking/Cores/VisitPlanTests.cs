using PiPS.Engine.Benchmarking.Cores;

namespace PiPS.Engine.Tests.Benchmarking.Cores;

public sealed class VisitPlanTests
{
    // total => blocks of three kernels that have 100, 10 and 1 in a quarter of a second
    [Theory]
    [InlineData(1, 1, 0, 0)]
    [InlineData(5, 5, 0, 0)]
    [InlineData(6, 4, 1, 1)]
    [InlineData(111, 100, 10, 1)]
    [InlineData(1110, 1000, 100, 10)]
    public void Deals_blocks_to_kernels_and_the_fastest_gets_what_remains(long total, long first, long second, long third)
        => Assert.Equal([first, second, third], VisitPlan.Scaled([100, 10, 1], total));

    [Fact]
    public void Takes_a_quarter_of_a_second_where_nobody_asks_for_trials()
    {
        FakeBench bench = new(0);

        VisitPlan plan = VisitPlan.Measure(bench.Kernels(default, 42), null, bench.Time, TestContext.Current.CancellationToken);

        Assert.Equal(0.25, plan.Total * GoldenBlocks.Size / 1e10, 1e-3);
    }
}
