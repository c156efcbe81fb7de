using PiPS.Engine.Estimating;
using PiPS.Engine.Sampling;
using PiPS.Engine.Tests.Workers;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Tests.Estimating;

/// <summary>A run that ends by the clock has counted a prefix of its trials: asked for again, they give the same hits.</summary>
public sealed class DurationTests
{
    private const long Giant = 1L << 40;

    // type, workers, generator, block size
    public static TheoryData<WorkerType, int?, Generator, long?> Runs => new()
    {
        { WorkerType.Sequential, null, Generator.Xoshiro256PlusPlus, null },
        { WorkerType.Sequential, null, Generator.MersenneTwister, Giant },
        { WorkerType.Thread, 1, Generator.MersenneTwister, 100 },
        { WorkerType.Thread, 3, Generator.Xoshiro256PlusPlus, null },
        { WorkerType.Thread, 3, Generator.MersenneTwister, null },
        { WorkerType.Thread, 3, Generator.MersenneTwister, Giant },
        { WorkerType.Thread, 3, Generator.MersenneTwister, 1 },
        { WorkerType.Process, 2, Generator.Xoshiro256PlusPlus, null },
        { WorkerType.Process, 2, Generator.MersenneTwister, null },
        { WorkerType.Process, 2, Generator.MersenneTwister, Giant },
        { WorkerType.Process, 2, Generator.MersenneTwister, 1000 },
    };

    [Theory, MemberData(nameof(Runs))]
    public void The_trials_reported_give_the_same_hits_again(WorkerType type, int? workers, Generator generator, long? blockSize)
    {
        EstimateOptions options = new() { Seed = 42, Type = type, WorkerCount = workers, Generator = generator, BlockSize = blockSize };

        // From before any worker is up, to some slices and pieces for each.
        foreach (double milliseconds in new[] { 1e-4, 3.0, 60.0, 250.0 })
        {
            EstimateOptions timed = options with { Duration = TimeSpan.FromMilliseconds(milliseconds) };
            PiEstimate estimate = Estimates.Run(timed);

            Assert.InRange(estimate.Trials, 1, long.MaxValue);
            Assert.Equal(Estimates.HitsAgain(estimate, timed), estimate.Hits);
            Assert.InRange(estimate.Rate, 0.0, 1e12);
        }
    }

    [Theory]
    [InlineData(WorkerType.Thread)]
    [InlineData(WorkerType.Process)]
    public void A_time_too_short_for_any_worker_still_has_a_slice(WorkerType type)
    {
        PiEstimate estimate = Estimates.Run(new() { Seed = 42, Duration = TimeSpan.FromTicks(1), Type = type, WorkerCount = 2 });

        Assert.InRange(estimate.Trials, 1_048_576, long.MaxValue);
        Assert.True(type == WorkerType.Thread || estimate.Trials == 1_048_576);
        Assert.Equal(Estimates.HitsAgain(estimate, new()), estimate.Hits);
    }

    [Fact]
    public void Ends_at_the_trials_if_they_come_first()
        => Assert.Equal(Estimates.GoldenHits, Estimates.Run(Estimates.Golden(WorkerType.Process, 3) with { Duration = TimeSpan.FromHours(1) }).Hits);

    [Fact]
    public void Ends_at_the_target_if_it_comes_first()
    {
        EstimateOptions options = new() { Seed = 42, TargetError = 1e-3, Type = WorkerType.Thread, WorkerCount = 3 };
        PiEstimate expected = Estimates.Run(options);

        PiEstimate estimate = Estimates.Run(options with { Duration = TimeSpan.FromHours(1) });

        Assert.Equal((expected.Trials, expected.Hits), (estimate.Trials, estimate.Hits));
    }

    [Fact]
    public void Ends_between_the_stages_of_a_target_too()
    {
        EstimateOptions options = new() { Seed = 42, TargetError = 1e-8, Type = WorkerType.Thread, WorkerCount = 3, Duration = TimeSpan.FromMilliseconds(50) };
        PiEstimate estimate = Estimates.Run(options);

        Assert.Equal(Estimates.HitsAgain(estimate, options), estimate.Hits);
    }

    [Fact]
    public void Ends_by_the_clock_that_it_is_given()
    {
        // A clock that moves by a millisecond each time that somebody looks.
        SteppingClock clock = new(TimeSpan.FromMilliseconds(1));
        EstimateOptions options = new() { Seed = 42, Duration = TimeSpan.FromSeconds(1), Type = WorkerType.Sequential };

        PiEstimate estimate = EstimateRun.Execute(options, () => new LocalWorkers(), null, clock, TestContext.Current.CancellationToken);

        Assert.InRange(estimate.Elapsed, 1.0, 1.1);
        Assert.InRange(estimate.Trials, 1 << 20, 1000L << 20);
        Assert.Equal(Estimates.HitsAgain(estimate, options), estimate.Hits);
    }

    // The second that a run waits for a hand that hangs is for those alone.
    [Theory]
    [InlineData(WorkerType.Thread)]
    [InlineData(WorkerType.Process)]
    public void Workers_in_the_midst_of_a_giant_block_are_cut_at_once(WorkerType type)
    {
        List<double> late = [];

        for (int i = 0; i < 7; i++)
        {
            double seconds = 0.05 + (0.05 * i);
            PiEstimate estimate = Estimates.Run(new()
            {
                Generator = Generator.MersenneTwister,
                BlockSize = Giant,
                Duration = TimeSpan.FromSeconds(seconds),
                Type = type,
                WorkerCount = 2,
            });
            late.Add(estimate.StartUp + estimate.Compute - seconds);
        }

        Assert.InRange(late.Order().ElementAt(3), 0.0, 0.5);
    }
}
