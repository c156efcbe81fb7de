using PiPS.Engine.Estimating;
using PiPS.Engine.Pools;
using PiPS.Engine.Pools.Runs;
using PiPS.Engine.Sampling;
using PiPS.Engine.Tests.Workers;
using PiPS.SimulatedLauncher;

namespace PiPS.Engine.Tests.Pools;

/// <summary>A pool of a thousand workers that answer from a model of a launcher, and fail as it has them fail.</summary>
[Collection(nameof(Alone))]
public sealed class ThousandWorkersTests
{
    private const int Workers = 1000;

    private static readonly LauncherModel Model = new()
    {
        StartUp = (TimeSpan.Zero, TimeSpan.FromMilliseconds(50)),
        Speed = (0.5, 1.5),
        ItemTime = TimeSpan.FromMilliseconds(5),
        Rate = 16 * 500 / 0.02,
        DeathsAtStart = 0.1,
        DeathsAtWork = 0.03,
        Counts = true,
    };

    [Theory]
    [InlineData(1, false, 0.0)]
    [InlineData(2, true, 0.0)]
    [InlineData(3, false, 0.0005)]
    public void Whoever_dies_or_falls_silent_every_item_comes_out_once(int seed, bool ordered, double silences)
    {
        const int Items = 5000;
        using WorkerPool pool = new SimulatedTaskWorkers(Model with { Seed = seed, Silences = silences }).Pool(Workers);
        RunOptions options = new() { Ordered = ordered, MaximumRetryCount = 1000, ItemTimeout = silences > 0.0 ? TimeSpan.FromSeconds(2) : null };

        List<ItemEvent> told = pool.RunAll(new(new object(), options), Items);

        Assert.DoesNotContain(told, happened => happened.IsEnd && happened.Status != ItemStatus.Completed);
        Assert.Equal(Enumerable.Range(0, Items), InOrder(told.Where(happened => happened.IsEnd).Select(ended => (int)ended.Item!.Index)));
        Assert.Equal(Enumerable.Range(0, Items), InOrder(told.Where(happened => !happened.IsEnd).Select(wrote => (int)wrote.Value!)));
        Assert.InRange(pool.Workers.Sum(worker => worker.Replaced), 1, Items);

        IEnumerable<int> InOrder(IEnumerable<int> numbers) => ordered ? numbers : numbers.Order();
    }

    [Fact]
    public void An_estimate_has_the_hits_of_one_worker()
    {
        using WorkerPool pool = new SimulatedTaskWorkers(Model).Pool(Workers);
        EstimateOptions options = new() { Seed = 42, Generator = Generator.MersenneTwister, BlockSize = 500, Trials = 15_000_123 };

        PiEstimate estimate = EstimateRun.Execute(options, pool, stop: TestContext.Current.CancellationToken);

        Assert.Equal(Estimates.Run(options with { Type = WorkerType.Sequential }).Hits, estimate.Hits);
        Assert.Equal((estimate.Trials, estimate.Hits), (estimate.Workers.Sum(w => w.Trials), estimate.Workers.Sum(w => w.Hits)));
    }

    [Fact]
    public void Hands_look_for_work_about_as_often_as_there_is_something_to_look_for()
    {
        SimulatedTaskWorkers source = new(Model with { DeathsAtStart = 0.0 });
        using WorkerPool pool = source.Pool(Workers);
        UnwantedRun run = new();
        pool.Begin(run);
        Eventually.Holds(() => pool.Workers.All(worker => worker.State == PoolWorkerState.Idle), "all are ready");

        // If each that comes woke all that wait, there would be half a million.
        Assert.InRange(run.Looks, Workers, 10 * Workers);
    }
}
