using PiPS.Engine.Estimating;
using PiPS.Engine.Pools;
using PiPS.Engine.Pools.Runs;
using PiPS.Engine.Sampling;

namespace PiPS.Engine.Tests.Pools;

/// <summary>Estimates on the workers of a pool of threads.</summary>
public sealed class PoolEstimateTests
{
    // generator, block size, trials, workers
    public static TheoryData<Generator, long?, long, int> Runs => new()
    {
        { Generator.Xoshiro256PlusPlus, null, 1, 1 },
        { Generator.Xoshiro256PlusPlus, null, 100_000_000, 1 },
        { Generator.Xoshiro256PlusPlus, null, 100_000_000, 3 },
        { Generator.Xoshiro256PlusPlus, null, 3_000_000, 5 },
        { Generator.MersenneTwister, 100_000, 1_050_000, 2 },
    };

    [Theory, MemberData(nameof(Runs))]
    public void Counts_the_same_hits_as_the_calling_thread(Generator generator, long? blockSize, long trials, int workers)
    {
        using WorkerPool pool = Pool(workers);
        EstimateOptions options = new() { Seed = 42, Generator = generator, BlockSize = blockSize, Trials = trials };

        PiEstimate estimate = EstimateRun.Execute(options, pool, stop: Stop);

        PiEstimate here = EstimateRun.Execute(options with { Type = WorkerType.Sequential }, [], stop: Stop);
        Assert.Equal((here.Trials, here.Hits), (estimate.Trials, estimate.Hits));
        Assert.Equal(("Pool", workers), (estimate.Type, estimate.WorkerCount));
        Assert.Equal((estimate.Trials, estimate.Hits), (estimate.Workers.Sum(w => w.Trials), estimate.Workers.Sum(w => w.Hits)));
    }

    [Fact]
    public void Reports_every_worker_of_the_pool_once_and_deals_evenly()
    {
        using WorkerPool pool = Pool(3);
        Assert.True(SpinWait.SpinUntil(() => pool.Workers.All(w => w.State == PoolWorkerState.Idle), Deadline.Generous));

        PiEstimate estimate = EstimateRun.Execute(new() { Trials = 300L << 20 }, pool, stop: Stop);
        PiEstimate tiny = EstimateRun.Execute(new() { Trials = 1 }, pool, stop: Stop);

        Assert.Equal([0, 1, 2], estimate.Workers.Select(w => w.Index));
        Assert.All(estimate.Workers, w => Assert.Equal(100L << 20, w.Trials));
        Assert.All(estimate.Workers, w => Assert.True(w.Computing > 0.0 && !w.Lost));
        Assert.Equal([0, 1, 2], tiny.Workers.Select(w => w.Index));
    }

    [Fact]
    public void Stops_at_the_same_trial_for_a_target_error()
    {
        using WorkerPool pool = Pool(2);
        EstimateOptions options = new() { Seed = 7, TargetError = 1e-4 };

        PiEstimate estimate = EstimateRun.Execute(options, pool, stop: Stop);

        PiEstimate here = EstimateRun.Execute(options with { Type = WorkerType.Sequential }, [], stop: Stop);
        Assert.Equal((here.Trials, here.Hits), (estimate.Trials, estimate.Hits));
    }

    [Fact]
    public void Ends_by_the_clock_with_a_prefix_that_can_be_repeated_and_kills_no_worker()
    {
        using WorkerPool pool = Pool(2);

        for (int i = 0; i < 5; i++)
        {
            PiEstimate estimate = EstimateRun.Execute(new() { Seed = 7, Duration = TimeSpan.FromMilliseconds(60) }, pool, stop: Stop);
            PiEstimate again = EstimateRun.Execute(new() { Seed = 7, Trials = estimate.Trials }, pool, stop: Stop);
            Assert.Equal(again.Hits, estimate.Hits);
        }

        Assert.Equal(0, pool.Workers.Sum(w => w.Replaced));
    }

    [Fact]
    public void Ends_when_it_is_told_to_and_leaves_the_pool_as_it_was()
    {
        using WorkerPool pool = Pool(2);

        for (int i = 0; i < 5; i++)
        {
            using CancellationTokenSource stop = new(TimeSpan.FromMilliseconds(30));
            Assert.ThrowsAny<OperationCanceledException>(() => EstimateRun.Execute(new() { Trials = 1L << 60 }, pool, stop: stop.Token));
        }

        Assert.Equal(78_539_708, EstimateRun.Execute(new() { Seed = 42, Trials = 100_000_000 }, pool, stop: Stop).Hits);
        Assert.Equal(0, pool.Workers.Sum(w => w.Replaced));
    }

    [Fact]
    public async Task Fails_if_the_pool_is_stopped_meanwhile()
    {
        using WorkerPool pool = Pool(2);
        Task stopping = Task.Run(() =>
        {
            SpinWait.SpinUntil(() => pool.Workers.Any(w => w.State == PoolWorkerState.Busy), Deadline.Generous);
            pool.Dispose();
        }, Stop);

        Assert.Throws<PoolStoppedException>(() => EstimateRun.Execute(new() { Trials = 1L << 60 }, pool, stop: Stop));
        await stopping.WaitAsync(Deadline.Generous, Stop);
        Assert.Throws<PoolStoppedException>(() => { pool.Begin(new WorkRun(new object(), new())); });
    }

    [Fact]
    public void Is_refused_by_a_pool_without_workers()
    {
        using WorkerPool pool = Pool(0);

        InvalidOptionException refused = Assert.Throws<InvalidOptionException>(() => EstimateRun.Execute(new(), pool, stop: Stop));

        Assert.Equal("PoolHasNoWorkers", refused.Id);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Shares_the_pool_with_other_runs_and_estimates(int workers)
    {
        using WorkerPool pool = Pool(workers);
        using CancellationTokenSource enough = new();
        Task endless = Task.Run(() => EstimateRun.Execute(new() { Trials = 1L << 60 }, pool, stop: enough.Token), Stop);
        Assert.True(SpinWait.SpinUntil(() => pool.Workers.All(w => w.State == PoolWorkerState.Busy), Deadline.Generous));

        WorkRun run = new((Func<WorkItem, IEnumerable<object?>>)(item => [item.Input]), new());
        pool.Begin(run);
        Assert.True(run.Offer(5));
        run.CompleteInput();
        Task<PiEstimate> other = Task.Run(() => EstimateRun.Execute(new() { Seed = 42, Trials = 100_000_000 }, pool, stop: Stop), Stop);

        Assert.True(SpinWait.SpinUntil(() => run.Take(TimeSpan.FromMilliseconds(5), forRoom: false).Count >= 0 && run.IsEnded, Deadline.Generous));
        Assert.Equal(78_539_708, (await other.WaitAsync(Deadline.Generous, Stop)).Hits);
        Assert.False(endless.IsCompleted);
        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => endless.WaitAsync(Deadline.Generous, Stop));
    }

    [Fact]
    public void Counts_shares_that_nobody_comes_for()
    {
        using WorkerPool pool = Pool(3);
        using ManualResetEventSlim gate = new();
        int held = 0;
        WorkRun blocking = new(
            (Func<WorkItem, IEnumerable<object?>>)(_ => Interlocked.Increment(ref held) <= 2 ? Held(gate) : []), new() { BatchSize = 1 });
        pool.Begin(blocking);
        Assert.True(SpinWait.SpinUntil(() => Offered(blocking) && Volatile.Read(ref held) >= 2, Deadline.Generous));

        PiEstimate estimate = EstimateRun.Execute(new() { Seed = 42, Trials = 100_000_000 }, pool, stop: Stop);

        gate.Set();
        Assert.Equal(78_539_708, estimate.Hits);
    }

    [Fact]
    public async Task Goes_on_when_the_pool_is_resized()
    {
        using WorkerPool pool = Pool(2);
        Task<PiEstimate> estimate = Task.Run(() => EstimateRun.Execute(new() { Seed = 3, Trials = 4_000_000_000 }, pool, stop: Stop), Stop);

        for (int i = 0; !estimate.IsCompleted; i++)
        {
            pool.Resize(1 + (i % 4));
            Thread.Yield();
        }

        Assert.Equal(EstimateRun.Execute(new() { Seed = 3, Trials = 4_000_000_000 }, [], stop: Stop).Hits, (await estimate).Hits);
    }

    [Fact]
    public void Goes_on_with_workers_that_are_replaced_after_so_many_items()
    {
        using WorkerPool pool = WorkerPools.OfThreads("p", 2, () => new FunctionHost(), null, new() { MaximumTasks = 1 });

        Assert.Equal(78_539_708, EstimateRun.Execute(new() { Seed = 42, Trials = 100_000_000 }, pool, stop: Stop).Hits);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static WorkerPool Pool(int workers) => WorkerPools.OfThreads("p", workers, () => new FunctionHost(), null);

    // Whether there was room or not.
    private static bool Offered(WorkRun run) => run.Offer(1) || true;

    private static IEnumerable<object?> Held(ManualResetEventSlim gate)
    {
        gate.Wait();
        yield break;
    }
}
