using PiPS.Engine.Pools;
using PiPS.Engine.Pools.Runs;

namespace PiPS.Engine.Tests.Pools;

/// <summary>What one pool owes to several runs, to runs whose results nobody takes, and to whoever ends it.</summary>
public sealed class SharedPoolTests
{
    [Fact]
    public async Task Serves_a_run_though_another_has_work_without_end()
    {
        using WorkerPool pool = Pool(1);
        WorkRun endless = Begin(pool, item => [item.Input]);
        using CancellationTokenSource enough = new();
        Task feeding = Task.Run(() => Feed(endless, enough.Token), TestContext.Current.CancellationToken);

        WorkRun small = Begin(pool, item => [item.Input]);
        Offer(small, 100);

        Assert.Equal(100, small.Drain().Count(told => told.IsEnd));
        endless.Cancel();
        enough.Cancel();
        await feeding.WaitAsync(Deadline.Generous, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Serves_a_run_whose_input_waits_though_an_older_one_has_none()
    {
        using WorkerPool pool = Pool(1);
        WorkRun idle = Begin(pool, item => [item.Input]);

        for (int i = 0; i < 3; i++)
        {
            WorkRun run = Begin(pool, item => [item.Input]);
            Offer(run, 10);
            Assert.Equal(10, run.Drain().Count(told => told.IsEnd));
        }

        idle.CompleteInput();
        Assert.Empty(idle.Drain());
    }

    [Fact]
    public void Serves_a_run_that_whoever_takes_anothers_results_waits_for()
    {
        using WorkerPool pool = Pool(1);

        // More than waits for its taker: the worker is held back.
        WorkRun first = Jam(pool);
        WaitForResults(first);

        WorkRun second = Begin(pool, item => [item.Input]);
        Offer(second, 10);

        Assert.Equal(10, second.Drain().Count(told => told.IsEnd));
        Assert.Equal(2, first.Drain().Count(told => told.IsEnd));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Gives_no_worker_two_items_while_another_has_none(int batchSize)
    {
        using WorkerPool pool = Pool(2);
        using Barrier both = new(2);
        WorkRun run = new((Func<WorkItem, IEnumerable<object?>>)(_ => [both.SignalAndWait(Deadline.Generous)]), new() { BatchSize = batchSize });

        // Both are there before a worker is: the first could have the two.
        Assert.True(run.Offer(0));
        Assert.True(run.Offer(1));
        run.CompleteInput();
        pool.Begin(run);

        Assert.Equal([true, true], run.Drain().Where(told => !told.IsEnd).Select(told => told.Value));
    }

    [Fact]
    public void Gives_up_no_item_for_the_time_that_its_taker_takes()
    {
        using WorkerPool pool = Pool(2);

        // Far more than it takes to give them, also beside other tests.
        RunOptions limited = new() { ItemTimeout = TimeSpan.FromSeconds(3.0) };
        WorkRun run = new((Func<WorkItem, IEnumerable<object?>>)(_ => Enumerable.Repeat<object?>("x", 30_000)), limited);
        Assert.True(run.Offer(0));
        run.CompleteInput();
        pool.Begin(run);
        WaitForResults(run);

        // Nobody takes what it gives. One that begins later, and hangs, is given up meanwhile.
        using ManualResetEventSlim never = new();
        WorkRun later = new((Func<WorkItem, IEnumerable<object?>>)(_ => [never.Wait(Timeout.Infinite)]), limited);
        Assert.Equal(ItemStatus.TimedOut, pool.RunAll(later, 1).Single(told => told.IsEnd).Status);
        never.Set();

        Assert.Equal(ItemStatus.Completed, run.Drain().Single(told => told.IsEnd).Status);
    }

    [Fact]
    public async Task Ends_though_nobody_takes_a_runs_results()
    {
        WorkerPool pool = Pool(2);
        WaitForResults(Jam(pool));

        await EndAsync(pool);
    }

    [Fact]
    public async Task Ends_though_its_workers_hang_while_they_set_up()
    {
        using ManualResetEventSlim never = new();
        WorkerPool pool = WorkerPools.OfThreads("p", 2, () => new FunctionHost(), (Action)never.Wait);

        await EndAsync(pool);
        never.Set();
    }

    [Fact]
    public void Leaves_no_thread_that_ends_when_it_is_told_to()
    {
        using ManualResetEventSlim begun = new();
        using ManualResetEventSlim told = new();
        bool isOver = false;
        WorkerPool pool = WorkerPools.OfThreads("p", 1, () => new FunctionHost(told.Set), null);
        WorkRun run = Begin(pool, _ => Stopped(begun, told, () => isOver = true));
        Offer(run, 1);
        Assert.True(begun.Wait(Deadline.Generous, TestContext.Current.CancellationToken));

        pool.Dispose();

        Assert.True(isOver);
    }

    private static Task EndAsync(WorkerPool pool)
        => Task.Run(pool.Dispose, TestContext.Current.CancellationToken).WaitAsync(Deadline.Generous, TestContext.Current.CancellationToken);

    private static WorkerPool Pool(int workers) => WorkerPools.OfThreads("p", workers, () => new FunctionHost(), null);

    private static WorkRun Begin(WorkerPool pool, Func<WorkItem, IEnumerable<object?>> function)
    {
        WorkRun run = new(function, new() { BatchSize = 1 });
        pool.Begin(run);
        return run;
    }

    // A run of two items, each of which gives more than waits for its taker.
    private static WorkRun Jam(WorkerPool pool)
    {
        WorkRun run = new((Func<WorkItem, IEnumerable<object?>>)(_ => Enumerable.Repeat<object?>("x", 30_000)), new() { BatchSize = 1 });
        Offer(run, 2);
        pool.Begin(run);
        return run;
    }

    private static void Offer(WorkRun run, int items)
    {
        for (int i = 0; i < items; i++)
        {
            DateTime deadline = DateTime.UtcNow + Deadline.Generous;

            while (!run.Offer(i))
            {
                // There is room once a worker has begun; nothing is taken meanwhile.
                Assert.True(DateTime.UtcNow < deadline, "No worker turns to the run.");
                Thread.Yield();
            }
        }

        run.CompleteInput();
    }

    private static void WaitForResults(WorkRun run)
    {
        DateTime deadline = DateTime.UtcNow + Deadline.Generous;

        while (run.Take(TimeSpan.FromSeconds(1), forRoom: false).Count == 0)
        {
            Assert.True(DateTime.UtcNow < deadline, "The run gives nothing.");
        }
    }

    private static void Feed(WorkRun run, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            if (!run.Offer(0))
            {
                run.Take(TimeSpan.FromMilliseconds(10), forRoom: true);
            }
        }
    }

    private static IEnumerable<object?> Stopped(ManualResetEventSlim begun, ManualResetEventSlim told, Action end)
    {
        begun.Set();
        told.Wait();

        // What a script does in its finally block.
        Thread.Sleep(200);
        end();
        yield break;
    }
}
