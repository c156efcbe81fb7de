using PiPS.Engine.Pools;
using PiPS.Engine.Pools.Runs;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Tests.Pools;

/// <summary>A pool of threads whose scripts are functions: everything but the shell and the pipes.</summary>
public sealed class WorkerPoolTests
{
    [Theory]
    [InlineData(false, 0, 1)]
    [InlineData(false, 0, 3)]
    [InlineData(true, 0, 3)]
    [InlineData(true, 1, 2)]
    [InlineData(false, 7, 2)]
    public void Gives_every_item_a_result_and_one_end(bool ordered, int batchSize, int workers)
    {
        using WorkerPool pool = Pool(workers);

        List<ItemEvent> told = Run(pool, 20_000, item => [(int)item.Input! * 2], new() { Ordered = ordered, BatchSize = batchSize });

        Assert.Equal(Enumerable.Range(0, 20_000).Select(i => (object?)(i * 2)), Outputs(told, sort: !ordered));
        Assert.Equal(Enumerable.Range(0, 20_000).Select(i => (long)i), told.Where(e => e.IsEnd).Select(e => e.Item!.Index).Order());
    }

    [Fact]
    public void Is_used_by_one_run_after_the_other_and_by_several_at_once()
    {
        using WorkerPool pool = Pool(3);

        for (int i = 0; i < 20; i++)
        {
            Assert.Equal(100, Run(pool, 100, item => [item.Input], new()).Count(e => e.IsEnd));
        }

        Parallel.For(0, 4, i => Assert.Equal(3000, Run(pool, 3000, item => [item.Input], new() { Ordered = i % 2 == 0 }).Count(e => e.IsEnd)));
    }

    [Fact]
    public void Reads_no_more_input_than_it_needs()
    {
        using WorkerPool pool = Pool(2);
        using ManualResetEventSlim go = new();
        WorkRun run = new((Func<WorkItem, IEnumerable<object?>>)(item => Blocked(go, item)), new());
        pool.Begin(run);
        int offered = 0;

        while (offered < 1000 && (run.Offer(offered) || run.Take(TimeSpan.FromMilliseconds(300), forRoom: true).Count > 0 || run.Offer(offered)))
        {
            offered++;
        }

        Assert.InRange(offered, 2, 40);
        go.Set();
        run.CompleteInput();
        Assert.Equal(offered, run.Drain().Count(e => e.IsEnd));
    }

    [Fact]
    public void Runs_a_failing_item_again_as_often_as_asked_and_tells_only_its_last_attempt()
    {
        using WorkerPool pool = Pool(2);

        List<ItemEvent> told = Run(
            pool, 50, item => item.Attempt < 3 && item.Index % 10 == 0 ? Failing(item) : [item.Input], new() { MaximumRetryCount = 2, Ordered = true });

        Assert.Equal(Enumerable.Range(0, 50).Select(i => (object?)i), Outputs(told, sort: false));
        Assert.All(told.Where(e => e.IsEnd), e => Assert.Equal(ItemStatus.Completed, e.Status));
        Assert.Equal(3, told.First(e => e.IsEnd && e.Item!.Index == 10).Item!.Attempt);
    }

    [Fact]
    public void Begins_nothing_more_after_too_many_failures()
    {
        using WorkerPool pool = Pool(1);

        List<ItemEvent> told = Run(pool, 1000, Failing, new() { MaximumFailure = 5, BatchSize = 1 });

        Assert.InRange(told.Count(e => e.IsEnd && e.Status == ItemStatus.Failed), 5, 8);
    }

    [Fact]
    public void Gives_up_an_item_that_takes_too_long_and_goes_on()
    {
        using WorkerPool pool = Pool(2);
        using ManualResetEventSlim never = new();

        List<ItemEvent> told = Run(
            pool, 20, item => item.Index == 7 ? Blocked(never, item) : [item.Input], new() { ItemTimeout = TimeSpan.FromMilliseconds(200) });
        never.Set();

        Assert.Equal(ItemStatus.TimedOut, told.Single(e => e.IsEnd && e.Item!.Index == 7).Status);
        Assert.Equal(19, told.Count(e => e.IsEnd && e.Status == ItemStatus.Completed));
        Assert.Equal(1, pool.Workers.Sum(worker => worker.Replaced));
    }

    [Fact]
    public void Survives_a_run_that_is_cancelled()
    {
        using WorkerPool pool = Pool(2);

        for (int i = 0; i < 10; i++)
        {
            WorkRun run = new((Func<WorkItem, IEnumerable<object?>>)(item => [item.Input]), new());
            pool.Begin(run);
            run.Offer(1);
            run.Cancel();
            Assert.InRange(run.Drain().Count, 0, 2);
        }

        Assert.Equal(100, Run(pool, 100, item => [item.Input], new()).Count(e => e.IsEnd));
    }

    [Fact]
    public void Doesn_t_begin_a_run_that_was_cancelled_before()
    {
        using WorkerPool pool = Pool(1);
        int begun = 0;
        WorkRun run = new((Func<WorkItem, IEnumerable<object?>>)(item => [Interlocked.Increment(ref begun)]), new());
        Assert.True(run.Offer(1));
        run.Cancel();

        pool.Begin(run);

        Assert.True(run.IsEnded);
        Assert.Empty(run.Take(TimeSpan.Zero, forRoom: false));
        Assert.Equal(100, Run(pool, 100, item => [item.Input], new()).Count(e => e.IsEnd));
        Assert.Equal(0, begun);
    }

    [Fact]
    public void Is_resized_while_it_runs()
    {
        using WorkerPool pool = Pool(1);
        WorkRun run = new((Func<WorkItem, IEnumerable<object?>>)(item => [item.Input]), new() { BatchSize = 1 });
        pool.Begin(run);
        List<ItemEvent> told = [];

        for (int i = 0; i < 300; i++)
        {
            while (!run.Offer(i))
            {
                told.AddRange(run.Take(Deadline.Generous, forRoom: true));
            }

            if (i % 50 == 0)
            {
                pool.Resize(1 + (i / 50));
            }
        }

        run.CompleteInput();
        told.AddRange(run.Drain());
        Assert.Equal(300, told.Count(e => e.IsEnd));
        Assert.Equal(6, pool.Count);
        pool.Resize(1);
        Assert.True(SpinWait.SpinUntil(() => pool.Workers.Count == 1, Deadline.Generous));
    }

    [Fact]
    public void Ends_when_it_is_drained_and_refuses_work_from_then_on()
    {
        using WorkerPool pool = Pool(2);
        Run(pool, 10, item => [item.Input], new());

        pool.Drain();

        Assert.True(SpinWait.SpinUntil(() => pool.State == PoolState.Stopped, Deadline.Generous));
        Assert.Throws<PoolStoppedException>(() => pool.Begin(new WorkRun(new object(), new())));
    }

    [Fact]
    public void Replaces_a_worker_after_so_many_items()
    {
        using WorkerPool pool = WorkerPools.OfThreads("p", 1, () => new FunctionHost(), null, new() { MaximumTasks = 3 });

        Assert.Equal(10, Run(pool, 10, item => [item.Input], new() { BatchSize = 5 }).Count(e => e.IsEnd));
    }

    [Fact]
    public void Fails_with_the_last_words_if_no_worker_gets_up()
    {
        using WorkerPool pool = WorkerPools.OfThreads("p", 2, () => new FunctionHost(), new InvalidDataException("no such module"));
        WorkRun run = new(new object(), new());

        WorkersFailedException error = Assert.Throws<WorkersFailedException>(() => Wait(pool, run));

        Assert.Contains("no such module", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Has_its_workers_say_goodbye_when_they_end_by_choice()
    {
        int goodbyes = 0;
        FunctionHost Host() => new() { Farewell = () => [$"goodbye {Interlocked.Increment(ref goodbyes)}"] };
        using WorkerPool pool = WorkerPools.OfThreads("p", 3, Host, null, new() { MaximumTasks = 1, ExitLimit = Deadline.Generous });

        Run(pool, 4, item => [item.Input], new());
        Assert.True(SpinWait.SpinUntil(() => pool.Workers.All(worker => worker.State == PoolWorkerState.Idle), Deadline.Generous));
        pool.Resize(1);
        Assert.True(SpinWait.SpinUntil(() => pool.Workers.Count == 1, Deadline.Generous));
        pool.Drain();
        Assert.True(SpinWait.SpinUntil(() => pool.State == PoolState.Stopped, Deadline.Generous));

        // Four that had their share, and those that were there then.
        Assert.Equal(7, goodbyes);
        Assert.Equal(Enumerable.Range(1, 7).Select(i => $"goodbye {i}"), pool.ExitProblems.Select(problem => problem.Message).Order());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Waits_no_longer_than_allowed_for_a_goodbye_and_says_so(bool byForce)
    {
        using ManualResetEventSlim begun = new();
        using ManualResetEventSlim never = new();
        FunctionHost Host() => new() { Farewell = () => Hanging(begun, never) };
        using WorkerPool pool = WorkerPools.OfThreads("p", 1, Host, null, new() { ExitLimit = byForce ? Deadline.Generous + Deadline.Generous : TimeSpan.FromMilliseconds(50) });

        pool.Drain();
        Assert.True(begun.Wait(Deadline.Generous, TestContext.Current.CancellationToken));

        if (byForce)
        {
            pool.Dispose();
        }

        Assert.True(SpinWait.SpinUntil(() => pool.State == PoolState.Stopped && pool.Workers.Count == 0, Deadline.Generous));
        Assert.Contains(byForce ? "by force" : "longer than 0.05 s", Assert.Single(pool.ExitProblems).Message, StringComparison.Ordinal);
        never.Set();
    }

    [Fact]
    public void Is_ended_by_force_while_a_worker_is_set_up()
    {
        using ManualResetEventSlim begun = new();
        using ManualResetEventSlim never = new();
        WorkerPool pool = WorkerPools.OfThreads("p", 1, () => new FunctionHost(), (Action)(() => Hanging(begun, never)));
        Assert.True(begun.Wait(Deadline.Generous, TestContext.Current.CancellationToken));

        Thread ending = new(pool.Dispose);
        ending.Start();

        Assert.True(ending.Join(Deadline.Generous));
        never.Set();
    }

    private static IReadOnlyList<string> Hanging(ManualResetEventSlim begun, ManualResetEventSlim never)
    {
        begun.Set();
        never.Wait();
        return [];
    }

    private static void Wait(WorkerPool pool, WorkRun run)
    {
        pool.Begin(run);

        for (int i = 0; i < 100; i++)
        {
            run.Take(Deadline.Generous, forRoom: false);
        }
    }

    private static WorkerPool Pool(int workers) => WorkerPools.OfThreads("p", workers, () => new FunctionHost(), null);

    private static List<ItemEvent> Run(WorkerPool pool, int items, Func<WorkItem, IEnumerable<object?>> function, RunOptions options)
        => pool.RunAll(new(function, options), items);

    private static IEnumerable<object?> Outputs(List<ItemEvent> told, bool sort)
    {
        IEnumerable<object?> outputs = told.Where(e => e.Stream == StreamKind.Output).Select(e => e.Value);
        return sort ? outputs.Order() : outputs;
    }

    private static IEnumerable<object?> Failing(WorkItem item)
    {
        yield return "half";
        throw new InvalidOperationException($"item {item.Index}");
    }

    private static IEnumerable<object?> Blocked(ManualResetEventSlim gate, WorkItem item)
    {
        gate.Wait();
        yield return item.Input;
    }
}
