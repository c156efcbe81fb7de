using PiPS.Engine.Estimating;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Tests.Workers;

/// <summary>Estimates by the real workers, and what must hold for every one of them.</summary>
internal static class Estimates
{
    /// <summary>Seed 42, 1e8 trials.</summary>
    public const long GoldenHits = 78_539_708;

    /// <summary>The executable that the build lays beside the tests.</summary>
    public static WorkerCommand Pips => Assert.Single(WorkerCommand.BesideEngine());

    public static EstimateOptions Golden(WorkerType type, int? workers)
        => new() { Seed = 42, Trials = 100_000_000, Type = type, WorkerCount = workers };

    /// <summary>By the executable beside the tests, if by processes.</summary>
    public static PiEstimate Run(EstimateOptions options, IEstimateObserver? observer = null)
        => Run(options, observer, TestContext.Current.CancellationToken, Pips);

    public static PiEstimate Run(
        EstimateOptions options, IEstimateObserver? observer, CancellationToken stop, params WorkerCommand[] commands)
    {
        PiEstimate estimate = EstimateRun.Execute(options, commands, observer, stop);

        Assert.Equal(estimate.Trials, estimate.Workers.Sum(worker => worker.Trials));
        Assert.Equal(estimate.Hits, estimate.Workers.Sum(worker => worker.Hits));
        Assert.InRange(estimate.Hits, 0, estimate.Trials);
        Histories.Check(estimate);
        return estimate;
    }

    /// <summary>The hits of the trials that an estimate reports, counted again by this thread.</summary>
    public static long HitsAgain(PiEstimate estimate, EstimateOptions options) => Run(options with
    {
        Seed = estimate.Seed,
        Trials = estimate.Trials,
        Duration = null,
        TargetError = null,
        Type = WorkerType.Sequential,
        WorkerCount = null,
    }).Hits;
}
