using PiPS.Engine.Benchmarking;
using PiPS.Engine.Benchmarking.Baselines;
using PiPS.Engine.Benchmarking.Cores;
using PiPS.Engine.Benchmarking.Scaling;
using PiPS.Engine.Estimating;

namespace PiPS.Engine.Tests.Benchmarking.Baselines;

public sealed class BenchmarkComparerTests
{
    private static readonly double[] Rates = [2.00e9, 2.01e9, 1.99e9, 2.02e9, 1.98e9];

    // factor, threshold => verdict; samples are within 1 % of each other, and intervals within 2 % of the factor.
    public static TheoryData<double, double, string> Verdicts => new()
    {
        { 1.0, 0.05, "Same" },
        { 0.98, 0.05, "Same" },
        { 1.0, 0.01, "Inconclusive" },
        { 0.95, 0.05, "Inconclusive" },
        { 0.9, 0.05, "Slower" },
        { 0.9, 0.2, "Same" },
        { 0.8, 0.05, "Slower" },
        { 1.05, 0.05, "Inconclusive" },
        { 1.2, 0.05, "Faster" },
        { 0.96, 0.0, "Slower" },
        { 1.04, 0.0, "Faster" },
    };

    [Theory, MemberData(nameof(Verdicts))]
    public void Says_which_is_faster_and_the_opposite_the_other_way_round(double factor, double threshold, string verdict)
    {
        double[] after = [.. Rates.Select(rate => rate * factor)];
        ComparisonLimits limits = new() { Threshold = threshold };

        BenchmarkComparison there = Measured.Compare(Rates, after, limits), back = Measured.Compare(after, Rates, limits);

        Assert.Equal(verdict, there.Verdict);
        Assert.Equal(verdict switch { "Slower" => "Faster", "Faster" => "Slower", _ => verdict }, back.Verdict);
        Assert.Equal(factor, there.Ratio, 6);
        Assert.Equal(1.0, there.Ratio * back.Ratio, 9);
        Assert.InRange(factor, there.LowerBound, there.UpperBound);
        Assert.Equal(2.00e9, there.ReferenceRate, 0);
        Assert.Equal(2.00e9 * factor, there.DifferenceRate, 0);
        Assert.InRange(there.ConfidenceLevel, 0.95, 0.97);
        Assert.Equal((5, 5, true), (there.ReferenceSamples, there.DifferenceSamples, there.SameEnvironment));
        Assert.Equal("1,000,000,000 trials, Xoshiro256PlusPlus", there.Work);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Never_judges_by_too_few_samples(int samples)
    {
        PiBenchmark before = Measured.Benchmark(Measured.Point([.. Rates.Take(samples)]));
        PiBenchmark after = Measured.Benchmark(Measured.Point([.. Rates.Take(samples).Select(rate => rate / 10.0)]));

        ComparisonReport report = BenchmarkComparer.Compare([before], [after], new());

        BenchmarkComparison only = Assert.Single(report.Comparisons);
        Assert.Equal("Inconclusive", only.Verdict);
        Assert.InRange(only.ConfidenceLevel, 0.0, 0.91);
        Assert.Single(report.TooFewSamples);
        Assert.Equal(4, report.SamplesNeeded);
    }

    [Fact]
    public void Judges_by_few_samples_where_less_certainty_will_do()
    {
        double[] after = [.. Rates.Take(3).Select(rate => rate / 2.0)];

        Assert.Equal("Slower", Measured.Compare([.. Rates.Take(3)], after, new() { ConfidenceLevel = 0.9 }).Verdict);
    }

    [Fact]
    public void Isnt_moved_by_one_slow_run()
    {
        double[] before = [.. Rates, 2.0e9, 2.005e9, 1.995e9], after = [.. before[..^1], 0.4e9];

        Assert.Equal("Same", Measured.Compare(before, after).Verdict);
    }

    [Fact]
    public void Pairs_the_same_work_and_names_what_one_side_alone_has()
    {
        PiBenchmark before = Measured.Benchmark(
            Measured.Point(Rates), Measured.Point(Rates) with { WorkerCount = 1 }, Measured.Point(Rates) with { Weak = true },
            Measured.Core(0, Rates), Measured.Core(1, Rates));
        PiBenchmark after = Measured.Benchmark(
            Measured.Point(Rates) with { Seed = 3 }, Measured.Point(Rates) with { Pinning = "Spread" }, Measured.Core(1, Rates),
            Measured.Point(Rates) with { Trials = null, Duration = 2.5 });

        ComparisonReport report = BenchmarkComparer.Compare([before], [after], new());

        Assert.Equal([("Thread", 2, null), ("Core", 1, (int?)1)], report.Comparisons.Select(row => (row.Type, row.WorkerCount, row.Processor)));
        Assert.Equal(
            [
                "Thread, 1 worker (1,000,000,000 trials, Xoshiro256PlusPlus)", "Thread, 2 workers (1,000,000,000 trials, Xoshiro256PlusPlus, weak)",
                "processor 0 (Xoshiro256PlusPlus)",
            ],
            report.OnlyReference);
        Assert.Equal(
            [
                "Thread, 2 workers (1,000,000,000 trials, Xoshiro256PlusPlus, pinned Spread)", "Thread, 2 workers (2.5 s, Xoshiro256PlusPlus)",
            ],
            report.OnlyDifference);
    }

    [Fact]
    public void Takes_estimates_of_the_same_work_as_samples_of_one_point()
    {
        ComparisonReport report = BenchmarkComparer.Compare(
            [Measured.Benchmark([.. Rates.Select(rate => Measured.Estimate(rate))])],
            [Measured.Benchmark([.. Rates.Select(rate => Measured.Estimate(rate * 0.7, seed: 9, hits: 785_000_000))])],
            new());

        BenchmarkComparison only = Assert.Single(report.Comparisons);
        Assert.Equal(("Process", "Slower", 5, 5), (only.Type, only.Verdict, only.ReferenceSamples, only.DifferenceSamples));
        Assert.Equal("1,000,000,000 trials, MersenneTwister, blocks of 12,500,000", only.Work);
    }

    [Fact]
    public void Puts_the_samples_of_several_files_together()
    {
        PiBenchmark one = Measured.Benchmark(Measured.Point(Rates[..2])), two = Measured.Benchmark(Measured.Point(Rates[2..]));

        BenchmarkComparison only = Assert.Single(BenchmarkComparer.Compare([one, two], [one], new()).Comparisons);

        Assert.Equal((5, 2), (only.ReferenceSamples, only.DifferenceSamples));
    }

    [Fact]
    public void Compares_what_sweeps_and_core_tests_chose_by_the_machines_speed()
    {
        ScalingPoint month = Measured.Point(1e9, 1.1e9, 1.2e9) with { IsCalibrated = true };
        CoreTest core = Measured.Core(1, 1e9, 1.1e9, 1.2e9);

        // A little more work than last month, since the machine was quicker for a moment.
        ComparisonReport report = BenchmarkComparer.Compare(
            [Measured.Benchmark(month, core)], [Measured.Benchmark(LongerPoint(month), core with { Samples = [.. core.Samples.Select(Longer)] })], new());

        Assert.Equal(["runs of about a second, Xoshiro256PlusPlus", "Xoshiro256PlusPlus"], report.Comparisons.Select(point => point.Work));
        Assert.Throws<InvalidOptionException>(() => BenchmarkComparer.Compare(
            [Measured.Benchmark(month)], [Measured.Benchmark(LongerPoint(month) with { IsCalibrated = false })], new()));

        static BenchmarkSample Longer(BenchmarkSample sample) => sample with { Trials = sample.Trials + 1_000_000, Compute = sample.Compute * 1.001 };
        static ScalingPoint LongerPoint(ScalingPoint point)
            => point with { Trials = point.Trials + 1_000_000, Samples = [.. point.Samples.Select(Longer)] };
    }

    [Fact]
    public void Refuses_different_work()
    {
        PiBenchmark before = Measured.Benchmark(Measured.Point(Rates)), after = Measured.Benchmark(Measured.Point(Rates) with { Trials = 1000 });

        InvalidOptionException refused = Assert.Throws<InvalidOptionException>(() => BenchmarkComparer.Compare([before], [after], new()));

        Assert.Equal("NoCommonWork", refused.Id);
        Assert.Contains("1,000 trials", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_sides_without_a_measurement()
    {
        PiBenchmark some = Measured.Benchmark(Measured.Point(Rates)), lost = Measured.Benchmark(Measured.Core(0) with { Verdict = "Lost" });

        Assert.Equal("NothingMeasured", Assert.Throws<InvalidOptionException>(() => BenchmarkComparer.Compare([], [some], new())).Id);
        Assert.Equal("NothingMeasured", Assert.Throws<InvalidOptionException>(() => BenchmarkComparer.Compare([some], [lost], new())).Id);
    }

    [Theory]
    [InlineData(-0.01)]
    [InlineData(1.0)]
    [InlineData(double.NaN)]
    public void Refuses_a_threshold_out_of_range(double threshold)
        => Assert.Equal("ThresholdOutOfRange", Assert.Throws<InvalidOptionException>(() => Measured.Compare(Rates, Rates, new() { Threshold = threshold })).Id);

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(double.NaN)]
    public void Refuses_a_level_out_of_range(double level) => Assert.Equal(
        "ConfidenceLevelOutOfRange", Assert.Throws<InvalidOptionException>(() => Measured.Compare(Rates, Rates, new() { ConfidenceLevel = level })).Id);

    [Fact]
    public void Names_what_differs_between_the_machines_once()
    {
        PiBenchmark before = Measured.Benchmark(Measured.Point(Rates), Measured.Core(3, Rates));
        PiBenchmark after = before with
        {
            Version = "9.9.9",
            Environment = before.Environment with { HostName = "node02", Microcode = "0xa101154", Governor = "powersave", PowerShell = "7.7.0" },
        };

        ComparisonReport report = BenchmarkComparer.Compare([before], [after], new());

        Assert.Equal(
            ["microcode 0xa101148 / 0xa101154", "governor unknown / powersave", $"PiPS {before.Version} / 9.9.9"], report.EnvironmentDifferences);
        Assert.All(report.Comparisons, row => Assert.False(row.SameEnvironment));
    }

    [Fact]
    public void Compares_no_times_of_wrong_hits()
    {
        PiBenchmark right = Measured.Benchmark([.. Rates.Select(rate => Measured.Estimate(rate)), Measured.Point(Rates), Measured.Core(1, Rates)]);
        PiBenchmark wrong = Measured.Benchmark(
            [
                .. Rates.Select(rate => Measured.Estimate(rate, hits: rate == 1.99e9 ? 785_398_162 : 785_398_163)),
                Measured.Point(Rates), Measured.Core(1, Rates) with { Hits = 5 },
            ]);

        ComparisonReport report = BenchmarkComparer.Compare([right], [wrong], new());

        Assert.Equal("Thread", Assert.Single(report.Comparisons).Type);
        Assert.Equal(2, report.Miscounted.Count);
    }
}
