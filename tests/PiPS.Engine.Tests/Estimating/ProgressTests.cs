using PiPS.Engine.Estimating;
using PiPS.Engine.Tests.Workers;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Tests.Estimating;

public sealed class ProgressTests
{
    private readonly SteppingClock _clock = new(TimeSpan.FromMilliseconds(5));

    // trials, target error, seconds
    [Theory]
    [InlineData(1_000_000_000L, null, null)]
    [InlineData(null, null, 10.0)]
    [InlineData(1L << 62, 1e-8, 10.0)]
    public void Comes_four_times_a_second_at_the_most(long? trials, double? target, double? seconds)
    {
        List<TimeSpan> times = [];
        Reporter reporter = new(_ => times.Add(new TimeSpan(_clock.GetTimestamp())));
        PiEstimate estimate = Run(reporter, new()
        {
            Seed = 1,
            Trials = trials,
            TargetError = target,
            Duration = seconds is double time ? TimeSpan.FromSeconds(time) : null,
            Type = WorkerType.Sequential,
        });

        Assert.All(times.Zip(times.Skip(1)), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromSeconds(0.25)));
        Assert.InRange(times.Count, (int)(estimate.Elapsed * 3.5), (int)(estimate.Elapsed * 4.0));
    }

    [Fact]
    public void Tells_the_share_done_and_the_time_left()
    {
        List<EstimateProgress> progress = [];
        PiEstimate estimate = Run(new Reporter(progress.Add), new() { Seed = 1, Trials = 1_000_000_000, Type = WorkerType.Sequential });

        Assert.NotEmpty(progress);
        Assert.All(progress.Zip(progress.Skip(1)), pair => Assert.True(pair.Second.Trials > pair.First.Trials));
        Assert.All(progress, now =>
        {
            double elapsed = now.Trials / now.Rate;
            Assert.Equal(now.Trials / 1e9, now.Share, 1e-9);
            Assert.Equal(elapsed * (1.0 - now.Share) / now.Share, now.Remaining!.Value.TotalSeconds, 1e-3);
            Assert.InRange(elapsed, 0.0, estimate.Elapsed);
        });
    }

    [Fact]
    public void Tells_the_time_left_by_the_clock_if_that_is_less()
    {
        List<EstimateProgress> progress = [];
        Run(new Reporter(progress.Add), new() { Seed = 1, Duration = TimeSpan.FromSeconds(5), Type = WorkerType.Sequential });

        Assert.All(progress, now => Assert.InRange(now.Remaining!.Value.TotalSeconds, 0.0, 5.0));
        Assert.All(progress, now => Assert.Equal(1.0 - (now.Remaining!.Value.TotalSeconds / 5.0), now.Share, 1e-3));
    }

    [Fact]
    public void Counts_what_threads_are_on()
    {
        long most = 0;
        EstimateOptions options = new() { Seed = 1, Duration = TimeSpan.FromSeconds(0.6), Type = WorkerType.Thread, WorkerCount = 2 };
        PiEstimate estimate = Estimates.Run(options, new Reporter(now => most = Math.Max(most, now.Trials)));

        Assert.InRange(most, 1, 4 * estimate.Trials);
    }

    [Fact]
    public void An_observer_that_throws_ends_the_run_with_its_exception()
    {
        InvalidDataException thrown = new("I have seen enough.");

        Assert.Same(thrown, Assert.Throws<InvalidDataException>(
            () => Run(new Reporter(_ => throw thrown), new() { Trials = 1L << 60, Type = WorkerType.Sequential })));
    }

    private PiEstimate Run(IEstimateObserver observer, EstimateOptions options)
        => EstimateRun.Execute(options, () => new LocalWorkers(), observer, _clock, TestContext.Current.CancellationToken);

    private sealed class Reporter(Action<EstimateProgress> progressed) : IEstimateObserver
    {
        public void Progressed(EstimateProgress progress) => progressed(progress);

        public void Noticed(string message)
        {
        }
    }
}
