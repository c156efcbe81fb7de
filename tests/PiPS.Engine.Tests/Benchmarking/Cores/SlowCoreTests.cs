using PiPS.Engine.Benchmarking.Cores;

namespace PiPS.Engine.Tests.Benchmarking.Cores;

public sealed class SlowCoreTests
{
    // processors, slow one's share of the others' rate, threshold => verdict of the slow one
    [Theory]
    [InlineData(2, 0.7, 0.1, "Slow")]
    [InlineData(8, 0.7, 0.1, "Slow")]
    [InlineData(8, 0.89, 0.1, "Slow")]
    [InlineData(8, 0.91, 0.1, "Pass")]
    [InlineData(8, 0.7, 0.4, "Pass")]
    [InlineData(8, 1.5, 0.1, "Pass")]
    public void A_slow_processor_is_told_from_the_others(int processors, double share, double threshold, string verdict)
    {
        FakeBench bench = Machine(processors, (processor, _) => processor == 1 ? share : 1.0);

        IReadOnlyList<CoreTest> rows = CoreTests.Run(bench, new() { Trials = CoreTests.Trials, SlowThreshold = threshold });

        Assert.Equal(verdict, rows[1].Verdict);
        Assert.Equal(share - 1.0, rows[1].Deviation, 1e-4);
        Assert.Equal(1e10 * share, rows[1].Rate, 1e6);
        Assert.All(rows, row => Assert.True(row == rows[1] || row.Verdict == "Pass"));
    }

    // repeats => verdict: five are what it takes to say so at 5 %.
    [Theory]
    [InlineData(1, "Pass")]
    [InlineData(4, "Pass")]
    [InlineData(5, "Slow")]
    [InlineData(20, "Slow")]
    public void One_run_accuses_nobody(int repeats, string verdict)
    {
        FakeBench bench = Machine(4, (processor, _) => processor == 1 ? 0.5 : 1.0);

        Assert.Equal(verdict, CoreTests.Run(bench, new() { Trials = CoreTests.Trials, Repeat = repeats })[1].Verdict);
    }

    [Fact]
    public void A_processor_that_was_disturbed_once_passes()
    {
        FakeBench bench = Machine(4, (processor, visit) => processor == 1 && visit == 3 ? 0.3 : 1.0);

        CoreTest row = CoreTests.Run(bench)[1];

        Assert.Equal("Pass", row.Verdict);
        Assert.Equal([false, false, true, false, false], row.Samples.Select(sample => sample.IsOutlier));
    }

    [Fact]
    public void What_slows_all_alike_accuses_nobody()
    {
        // The machine gets slower from round to round, to a quarter.
        FakeBench bench = Machine(6, (_, visit) => Math.Pow(0.9, visit));

        Assert.All(CoreTests.Run(bench, new() { Trials = CoreTests.Trials, Repeat = 12 }), row => Assert.Equal("Pass", row.Verdict));
    }

    [Fact]
    public void A_slow_processor_is_seen_while_the_machine_drifts()
    {
        FakeBench bench = Machine(6, (processor, visit) => Math.Pow(0.9, visit) * (processor == 4 ? 0.7 : 1.0));

        IReadOnlyList<CoreTest> rows = CoreTests.Run(bench, new() { Trials = CoreTests.Trials, Repeat = 12 });

        Assert.Equal(["Pass", "Pass", "Pass", "Pass", "Slow", "Pass"], CoreTests.Verdicts(rows));
    }

    [Fact]
    public void Noise_on_all_processors_accuses_few()
    {
        int slow = 0;

        // Each visit loses up to half of its time to others: rates from 0.5 to 1.
        for (int i = 0; i < 25; i++)
        {
            FakeBench bench = Machine(8, (processor, visit) => 1.0 - (0.5 * Noise(i, processor, visit)));
            slow += CoreTests.Run(bench, new() { Trials = 8 * GoldenBlocks.Size }).Count(row => row.Verdict == "Slow");
        }

        // A visit is below the threshold in 42 % of cases, five of five in 1.3 %; of 200 that is 2.6, and 9 is four deviations above.
        Assert.InRange(slow, 0, 9);
        static double Noise(int run, int processor, int visit) => new Random((((run * 10) + processor) * 10) + visit).NextDouble();
    }

    [Fact]
    public void Cores_that_are_slower_by_design_are_compared_with_each_other()
    {
        // Four fast ones, four slow ones of which one is slower still, and one of its own kind.
        FakeBench bench = new([.. Enumerable.Range(0, 9)])
        {
            Frequency = processor => processor < 4 ? 5200.0 + processor : processor < 8 ? 3900.0 : 2100.0,
            Rate = (processor, _) => processor < 4 ? 2e10 : processor == 6 ? 0.7e10 : processor < 8 ? 1e10 : 0.3e10,
        };

        IReadOnlyList<CoreTest> rows = CoreTests.Run(bench);

        Assert.Equal(6, Assert.Single(rows, row => row.Verdict != "Pass").Processor);
        Assert.Equal(-0.3, rows[6].Deviation, 1e-4);
        Assert.Equal(0.0, rows[8].Deviation);
    }

    [Fact]
    public void A_miscount_weighs_more_than_slowness()
    {
        FakeBench bench = new(0, 1)
        {
            Rate = (processor, _) => processor == 0 ? 5e9 : 1e10,
            Counts = (processor, _, block, right) => processor == 0 && block == 0 ? right + 1 : right,
        };

        Assert.Equal(["Miscount", "Pass"], CoreTests.Verdicts(CoreTests.Run(bench)));
    }

    private static FakeBench Machine(int processors, Func<int, int, double> share)
        => new([.. Enumerable.Range(0, processors)]) { Rate = (processor, visit) => 1e10 * share(processor, visit) };
}
