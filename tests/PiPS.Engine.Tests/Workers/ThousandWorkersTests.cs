using PiPS.Engine.Estimating;
using PiPS.Engine.Sampling;
using PiPS.SimulatedLauncher;

namespace PiPS.Engine.Tests.Workers;

/// <summary>Estimates on a thousand workers that answer from a model of a launcher, and fail as it has them fail.</summary>
[Collection(nameof(Alone))]
public sealed class ThousandWorkersTests
{
    private const int Workers = 1000;

    private static readonly EstimateOptions Options = new()
    {
        Seed = 42,
        Generator = Generator.MersenneTwister,
        BlockSize = 500,
        Trials = 15_000_123,
        Type = WorkerType.Process,
        WorkerCount = Workers,
    };

    // The first sixteen blocks take twenty milliseconds, so that a tenth of the workers is dead before anything is counted.
    private static readonly LauncherModel Model = new()
    {
        StartUp = (TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(20)),
        Speed = (0.5, 1.5),
        Rate = 16 * 500 / 0.02,
        DeathsAtStart = 0.1,
        DeathsAtWork = 0.05,
        Counts = true,
    };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Whoever_dies_or_falls_silent_the_hits_are_those_of_one_worker(int seed)
    {
        SimulatedBlockWorkers source = new(Model with { Seed = seed, Silences = 0.003 });

        PiEstimate estimate = Run(Options, source);

        Assert.Equal(HitsOfOne(Options.Trials!.Value), estimate.Hits);
        Assert.Equal((estimate.Trials, estimate.Hits), (estimate.Workers.Sum(w => w.Trials), estimate.Workers.Sum(w => w.Hits)));
        Assert.Equal(Enumerable.Range(0, Workers), estimate.Workers.Select(w => w.Index).Distinct());
        Assert.InRange(estimate.Workers.Count(w => w.Lost), Workers / 20, 10 * Workers);
        Assert.Equal(source.Started, estimate.Workers.Count);
    }

    [Fact]
    public void What_the_clock_ends_can_be_repeated()
    {
        EstimateOptions limited = Options with { Trials = null, Duration = TimeSpan.FromSeconds(10) };

        // Slower than there are processors for: all is counted again.
        PiEstimate estimate = Run(limited, new(Model with { Rate = Model.Rate / 20.0 }));

        Assert.InRange(estimate.Trials, 1, long.MaxValue);
        Assert.Equal(HitsOfOne(estimate.Trials), estimate.Hits);
    }

    // Silence is only told by time: here twenty seconds are one.
    private static PiEstimate Run(EstimateOptions options, SimulatedBlockWorkers source)
        => EstimateRun.Execute(options, () => source, null, new TimeLapse(20), TestContext.Current.CancellationToken);

    private static long HitsOfOne(long trials)
        => Estimates.Run(Options with { Trials = trials, Type = WorkerType.Sequential, WorkerCount = null }).Hits;
}
