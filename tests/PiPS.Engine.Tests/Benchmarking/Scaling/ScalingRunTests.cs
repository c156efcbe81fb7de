using PiPS.Engine.Benchmarking;
using PiPS.Engine.Benchmarking.Scaling;
using PiPS.Engine.Estimating;
using PiPS.Engine.Machine;
using PiPS.Engine.Tests.Workers;

namespace PiPS.Engine.Tests.Benchmarking.Scaling;

public sealed class ScalingRunTests
{
    private static readonly ScalingOptions Plain = new() { Types = [WorkerType.Thread], WorkerCounts = [1, 2, 4, 8], Trials = 8_000_000_000, Seed = 5 };
    private readonly SweepNotes _notes = new();

    // usable processors => numbers of workers
    public static TheoryData<int, int[]> UsualCounts => new()
    {
        { 1, [1] }, { 2, [1, 2] }, { 3, [1, 2, 3] }, { 4, [1, 2, 4] }, { 6, [1, 2, 4, 6] }, { 96, [1, 2, 4, 8, 16, 32, 64, 96] },
    };

    [Theory, MemberData(nameof(UsualCounts))]
    public void Measures_powers_of_two_and_all_processors_with_threads_and_processes(int usable, int[] counts)
    {
        IReadOnlyList<ScalingPoint> rows = Run(new() { Seed = 1 }, new(), Points.Machine with { UsableProcessors = usable });

        Assert.Equal(
            counts.Select(count => ("Thread", count)).Concat(counts.Select(count => ("Process", count))),
            rows.Select(row => (row.Type, row.WorkerCount)));
        Assert.Empty(_notes.Notices);
    }

    [Fact]
    public void Rows_follow_the_law_that_the_machine_follows()
    {
        IReadOnlyList<ScalingPoint> rows = Run(Plain, new() { Serial = 0.1 });

        Assert.Equal([1.0, 1.818, 3.077, 4.706], rows.Select(row => Math.Round(row.SpeedUp, 3)));
        Assert.Equal([1.0, 0.909, 0.769, 0.588], rows.Select(row => Math.Round(row.Efficiency, 3)));
        Assert.Equal([null, 0.1, 0.1, 0.1], rows.Select(row => row.SerialFraction is double e ? Math.Round(e, 6) : (double?)null));
        Assert.Equal((8.0, 1e9, 0.05, 6, 0), (Math.Round(rows[0].Median, 9), Math.Round(rows[0].Rate), rows[0].StartUp, rows[0].Samples.Count, rows[0].Outliers));
        Assert.All(rows, row => Assert.Equal((8_000_000_000, null, 5UL, false, "None", 1 << 20), (row.Trials, row.Duration, row.Seed, row.Weak, row.Pinning, row.BlockSize)));
        Assert.All(rows, row => Assert.Equal(0.96875, row.ConfidenceLevel, 1e-9));
        Assert.All(rows, row => Assert.Equal(Enumerable.Range(1, 6), row.Samples.Select(sample => sample.Round)));
    }

    [Fact]
    public void Without_one_worker_the_fewest_are_taken_as_perfect()
        => Assert.Equal([2.0, 4.0], Run(Plain with { WorkerCounts = [2, 4] }, new()).Select(row => Math.Round(row.SpeedUp, 9)));

    [Fact]
    public void Every_round_runs_every_point_once_in_an_order_of_its_own()
    {
        ModelMachine machine = new();
        Run(Plain with { Types = [WorkerType.Process, WorkerType.Sequential, WorkerType.Thread], Warmup = 2 }, machine);

        string[] rounds = [.. machine.Runs.Chunk(9).Select(round => string.Join(' ', round.Select(run => $"{run.Type}{run.WorkerCount}")))];

        Assert.Equal(8, rounds.Length);
        Assert.All(rounds, round => Assert.Equal(9, round.Split(' ').Distinct().Count()));
        Assert.True(rounds.Distinct().Count() > 6);
        Assert.All(machine.Runs, run => Assert.Equal((5UL, 8_000_000_000), (run.Seed, run.Trials)));

        ModelMachine again = new();
        Run(Plain with { Types = [WorkerType.Process, WorkerType.Sequential, WorkerType.Thread], Warmup = 2 }, again);
        Assert.Equal(machine.Runs, again.Runs);
    }

    // The machine loses half its speed in an hour. In turns, all points lose alike; one point after the other, the last ones look bad.
    [Fact]
    public void Drift_hits_all_points_alike()
    {
        ModelMachine drifting = new() { Serial = 0.05, Noise = 0.01, AfterAnHour = 0.5 };
        ModelMachine same = new() { Serial = 0.05, Noise = 0.01, AfterAnHour = 0.5 };
        ScalingOptions options = Plain with { Trials = 100_000_000_000, Repeat = 12, MaximumRepeat = 12, MaximumDuration = TimeSpan.FromDays(1) };
        double right = 8.0 / (1.0 + (0.05 * 7.0));

        double inTurns = Run(options, drifting)[3].SpeedUp;
        double[] rates = [.. Plain.WorkerCounts!.Select(count => Enumerable.Range(0, 12).Average(
            _ => same.Run(new() { WorkerCount = count, Trials = options.Trials }, new Watcher()).Rate))];

        Assert.Equal(1.0, inTurns / right, 0.04);
        Assert.True(rates[3] / rates[0] < 0.85 * right, $"{rates[3] / rates[0]} of {right}");
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    [InlineData(true, 1)]
    public void Finds_the_work_that_keeps_every_point_busy_for_a_second(bool weak, int warmup)
    {
        IReadOnlyList<ScalingPoint> rows = Run(
            new() { Types = [WorkerType.Process, WorkerType.Thread], WorkerCounts = [4, 1, 2], Weak = weak, Warmup = warmup },
            new() { WorkerRate = 1.234e9, Serial = 0.05, Noise = 0.01 });

        Assert.All(rows, row => Assert.InRange(row.Median, 1.0, weak ? 1.6 : 6.0));
        Assert.InRange(rows[weak ? 1 : 0].Median, 1.0, 1.3);
        long work = Assert.Single(rows.Select(row => row.Trials!.Value / (weak ? row.WorkerCount : 1)).Distinct());
        Assert.Equal("", work.ToString(System.Globalization.CultureInfo.InvariantCulture)[2..].Trim('0'));
        Assert.All(rows, row => Assert.Equal(weak, row.Weak));
    }

    [Fact]
    public void Weak_scaling_gives_each_worker_the_same_and_the_serial_fraction_of_Gustafson()
    {
        ScalingPoint four = Run(Plain with { Weak = true, Trials = 1_000_000_000 }, new() { Serial = 0.1 })[2];

        Assert.Equal(4_000_000_000, four.Trials);
        Assert.Equal((4.0 - four.SpeedUp) / 3.0, four.SerialFraction!.Value, 1e-9);
        Assert.Equal(3.077, four.SpeedUp, 1e-3);
    }

    [Fact]
    public void The_clock_may_end_the_runs()
    {
        ModelMachine machine = new();
        IReadOnlyList<ScalingPoint> rows = Run(Plain with { Trials = null, Duration = TimeSpan.FromSeconds(2.0) }, machine);

        Assert.Equal(28, machine.Runs.Count);
        Assert.All(rows, row => Assert.Equal((null, 2.0), (row.Trials, row.Duration)));
        Assert.Equal(8.0, rows[3].SpeedUp, 1e-6);
    }

    [Fact]
    public void Goes_on_until_the_spread_is_small()
    {
        IReadOnlyList<ScalingPoint> rows = Run(Plain with { TargetSpread = 0.03, MaximumRepeat = 100 }, new() { Noise = 0.1 });

        Assert.InRange(rows[0].Samples.Count, 7, 99);
        Assert.All(rows, row => Assert.InRange(row.Spread, 0.001, 0.03));
        Assert.Empty(_notes.Notices);
    }

    [Fact]
    public void Ends_after_the_most_rounds_and_says_which_point_is_not_known_well()
    {
        IReadOnlyList<ScalingPoint> rows = Run(Plain with { TargetSpread = 0.001, MaximumRepeat = 9 }, new() { Noise = 0.1 });

        Assert.All(rows, row => Assert.Equal(9, row.Samples.Count));
        Assert.Contains("9 rounds were run", Assert.Single(_notes.Notices), StringComparison.Ordinal);
    }

    [Fact]
    public void Begins_no_round_that_would_end_too_late_and_says_so()
    {
        ModelMachine machine = new();
        IReadOnlyList<ScalingPoint> rows = Run(Plain with { MaximumDuration = TimeSpan.FromSeconds(50) }, machine);

        // A round takes 8 + 4 + 2 + 1 + 4 * 0.05 seconds, the first warms up.
        Assert.All(rows, row => Assert.Equal(2, row.Samples.Count));
        Assert.InRange(machine.Now.TotalSeconds, 45.0, 50.0);
        Assert.Contains("6 were to be run", Assert.Single(_notes.Notices), StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_one_round_however_little_time_there_is()
        => Assert.Single(Run(Plain with { MaximumDuration = TimeSpan.FromSeconds(1) }, new())[0].Samples);

    [Fact]
    public void Names_outliers_and_keeps_them()
    {
        ScalingPoint row = Run(
            Plain with { WorkerCounts = [1], Warmup = 0, TargetSpread = 10.0 }, new() { Noise = 0.01, Hiccup = run => run == 3 ? 3.0 : 1.0 })[0];

        Assert.Equal([false, false, true, false, false, false], row.Samples.Select(sample => sample.IsOutlier));
        Assert.Equal((1, 6), (row.Outliers, row.Samples.Count));
        Assert.InRange(row.UpperBound, 20.0, 30.0);
    }

    [Fact]
    public void Other_hits_of_the_same_work_are_an_error_that_names_them()
    {
        ModelMachine machine = new() { Miscount = (run, number) => run.WorkerCount == 4 && number > 10 ? 1 : 0 };

        MiscountException broken = Assert.Throws<MiscountException>(() => Run(Plain, machine));

        Assert.Contains("4 workers of type Thread", broken.Message, StringComparison.Ordinal);
        Assert.Contains("6280000001", broken.Message, StringComparison.Ordinal);
        Assert.Contains("Test-PiCore", MiscountException.Advice, StringComparison.Ordinal);
    }

    // what, options => part of the notice
    public static TheoryData<string, ScalingOptions, string> Advised => new()
    {
        { "few rounds", Plain with { Repeat = 3, MaximumRepeat = 3, TargetSpread = 1 }, "intervals of 95 %: that takes 6" },
        { "few rounds are enough", Plain with { Repeat = 3 }, "3 rounds were run, which is too few" },
        { "many workers", Plain with { WorkerCounts = [1, 9] }, "There are 8 usable processors" },
        { "little work", Plain with { Trials = 1000 }, "1000 trials make 1 block " },
    };

    [Theory, MemberData(nameof(Advised))]
    public void Says_before_what_could_be_better(string what, ScalingOptions options, string said)
    {
        Run(options, new() { StartUp = 0 });

        Assert.True(_notes.Notices.Count == 1 && _notes.Notices[0].Contains(said, StringComparison.Ordinal), $"{what}: {string.Join('|', _notes.Notices)}");
    }

    [Fact]
    public void Progress_goes_up_and_knows_what_is_left()
    {
        ModelMachine machine = new();
        Run(Plain, machine);

        Assert.Equal("Warming up: Thread, 1 worker", _notes.Progress.First(progress => progress.WorkerCount == 1).Status);
        Assert.Equal(_notes.Progress.Select(progress => progress.Share).Order(), _notes.Progress.Select(progress => progress.Share));
        ScalingProgress first = _notes.Progress.First(progress => progress.Round == 1);
        Assert.Equal((1, 6), (first.Round, first.Rounds));
        Assert.Equal(6 * 15.2, first.Remaining!.Value.TotalSeconds, 0.1);
        Assert.InRange(_notes.Progress[^1].Remaining!.Value.TotalSeconds, 0.4, 4.1);
        Assert.InRange(_notes.Progress[^1].Share, 0.9, 1.0);
    }

    [Fact]
    public void Ends_at_once_when_told()
    {
        using CancellationTokenSource stop = new();
        ModelMachine machine = new() { Hiccup = run => Cancelled(run == 5 ? stop : null) };

        Assert.Throws<OperationCanceledException>(
            () => ScalingRun.Execute(Plain, Points.Machine, machine.Run, null, machine, stop.Token));
        Assert.Equal(5, machine.Runs.Count);
    }

    [Fact]
    public void Measures_this_machine()
    {
        ScalingOptions options = new() { WorkerCounts = [1, 2], Trials = 50_000_000, Repeat = 1, Seed = 42 };

        IReadOnlyList<ScalingPoint> rows = ScalingRun.Execute(
            options, [Estimates.Pips], PiEnvironment.Read(), _notes, TestContext.Current.CancellationToken);

        Assert.Equal(["Thread 1", "Thread 2", "Process 1", "Process 2"], rows.Select(row => $"{row.Type} {row.WorkerCount}"));
        BenchmarkSample[] samples = [.. rows.Select(row => Assert.Single(row.Samples))];
        Assert.Single(samples.Select(sample => sample.Hits).Distinct());
        Assert.All(samples, sample => Assert.True(sample.Compute > 0.0 && sample.Elapsed >= sample.Compute));
    }

    private static double Cancelled(CancellationTokenSource? stop)
    {
        stop?.Cancel();
        return 1.0;
    }

    private IReadOnlyList<ScalingPoint> Run(ScalingOptions options, ModelMachine machine, PiEnvironment? environment = null)
        => ScalingRun.Execute(options, environment ?? Points.Machine, machine.Run, _notes, machine, TestContext.Current.CancellationToken);
}
