using System.Collections.Concurrent;
using System.Text.Json;
using PiPS.Engine.Pools;
using PiPS.Engine.Pools.Logging;
using PiPS.Engine.Pools.Runs;

namespace PiPS.Engine.Tests.Pools.Logging;

/// <summary>Runs that log what becomes of their items, and leave out what a log has.</summary>
public sealed class LoggedRunTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Log_each_item_once_and_run_again_what_is_not_done(bool ordered)
    {
        using LogFolder folder = new();
        ConcurrentBag<int> run = [];
        Func<WorkItem, IEnumerable<object?>> failingOnSome = item => Body(item, run, i => i % 10 == 3);
        Func<WorkItem, IEnumerable<object?>> failingOnNone = item => Body(item, run, _ => false);

        List<ItemEvent> first = Run(folder, ResumeMode.None, 5000, failingOnSome, ordered);
        Assert.Equal(5001, folder.Lines.Length);
        Assert.Equal(500, folder.Lines.Count(line => line.Contains("\"Failed\"", StringComparison.Ordinal)));
        Assert.Equal(5000, first.Count(told => told.IsEnd));
        run.Clear();

        List<ItemEvent> second = Run(folder, ResumeMode.Unfinished, 6000, failingOnNone, ordered);
        Assert.Equal(Enumerable.Range(0, 6000).Where(i => i % 10 == 3 || i >= 5000), run.Order());
        Assert.Equal(5001 + 1500, folder.Lines.Length);
        Assert.Equal(4500, second.Count(told => told.IsEnd && told.Status == ItemStatus.Skipped));
        Assert.All(second.Where(told => told.IsEnd && told.Status == ItemStatus.Skipped), told => Assert.Equal(0, told.Item!.Attempt));
        Assert.Equal(1500, second.Count(told => told.IsEnd && told.Status == ItemStatus.Completed));

        if (ordered)
        {
            Assert.Equal(Enumerable.Range(0, 6000).Select(i => (long)i), second.Where(told => told.IsEnd).Select(told => told.Item!.Index));
        }

        run.Clear();
        Run(folder, ResumeMode.Unfinished, 6000, failingOnNone, ordered);
        Assert.Empty(run);
    }

    [Fact]
    public void Find_work_for_all_workers_in_order_though_far_apart()
    {
        using LogFolder folder = new();
        folder.Write(Enumerable.Range(0, 4000).Where(i => i % 1000 != 0).Select(i => ((object?)i, ItemStatus.Completed)));
        using CountdownEvent two = new(2);

        // The first waits for another one: they run at once, or it never ends.
        List<ItemEvent> told = Run(folder, ResumeMode.Unfinished, 4000, item => Together(two, item), ordered: true);

        Assert.Equal([0, 1000, 2000, 3000], told.Where(e => e.Stream == StreamKind.Output).Select(e => e.Value));
    }

    [Fact]
    public void Tell_of_no_end_that_is_not_in_the_log()
    {
        using LogFolder folder = new();
        using WorkerPool pool = Pool();
        using TaskLog log = folder.Open();
        WorkRun run = new((Func<WorkItem, IEnumerable<object?>>)(item => [item.Input]), new() { Log = log });
        pool.Begin(run);
        int ended = 0;

        for (int i = 0; i < 300; i++)
        {
            while (!run.Offer(i))
            {
                ended += run.Take(Deadline.Generous, forRoom: true).Count(told => told.IsEnd);
                Assert.InRange(folder.Lines.Length - 1, ended, 300);
            }
        }

        run.CompleteInput();
        ended += run.Drain().Count(told => told.IsEnd);
        Assert.Equal(300, ended);
        Assert.Equal(301, folder.Lines.Length);
    }

    [Fact]
    public void Log_what_is_held_back_for_order_though_it_is_never_told()
    {
        using LogFolder folder = new();
        using ManualResetEventSlim go = new();
        using WorkerPool pool = Pool();
        using TaskLog log = folder.Open();
        WorkRun run = new((Func<WorkItem, IEnumerable<object?>>)(item => Blocked(go, item)), new() { Log = log, Ordered = true, BatchSize = 1 });
        pool.Begin(run);
        Enumerable.Range(0, 6).ToList().ForEach(i => Assert.True(SpinWait.SpinUntil(() => run.Offer(i), Deadline.Generous)));

        // All but the first one, and one that its worker may have in hand.
        Assert.True(SpinWait.SpinUntil(() => folder.Lines.Length >= 5, Deadline.Generous));
        Assert.Empty(run.Take(TimeSpan.Zero, forRoom: false));
        run.Cancel();
        go.Set();
    }

    [Fact]
    public void Log_the_last_attempt_with_the_error_that_it_ended_with()
    {
        using LogFolder folder = new();

        Run(folder, ResumeMode.None, 1, Failing, ordered: false, retries: 2);

        JsonElement line = JsonDocument.Parse(Assert.Single(folder.Lines.Skip(1))).RootElement;
        Assert.Equal(("Failed", 3, "item 0"), (line.GetProperty("status").GetString(), line.GetProperty("attempt").GetInt32(), line.GetProperty("error").GetString()));
    }

    [Fact]
    public void Log_nothing_of_items_that_were_never_begun()
    {
        using LogFolder folder = new();

        List<ItemEvent> told = Run(folder, ResumeMode.None, 100, Failing, ordered: false, failures: 1);

        Assert.Equal(folder.Lines.Length - 1, told.Count(e => e.IsEnd && e.Status == ItemStatus.Failed));
    }

    [Fact]
    public void Fail_an_item_that_cannot_be_known_and_run_the_rest()
    {
        using LogFolder folder = new();
        using WorkerPool pool = Pool();
        using TaskLog log = folder.Open();
        WorkRun run = new((Func<WorkItem, IEnumerable<object?>>)(item => [item.Input]), new() { Log = log, Ordered = true });
        pool.Begin(run);
        object?[] inputs = [1, new object(), 3];
        List<ItemEvent> told = [];

        foreach (object? input in inputs)
        {
            while (!run.Offer(input))
            {
                told.AddRange(run.Take(Deadline.Generous, forRoom: true));
            }
        }

        run.CompleteInput();
        told.AddRange(run.Drain());
        Assert.Equal([ItemStatus.Completed, ItemStatus.Failed, ItemStatus.Completed], told.Where(e => e.IsEnd).Select(e => e.Status));
        Assert.IsType<UnknowableItem>(told.Single(e => e.Status == ItemStatus.Failed).Value);
        Assert.Equal(3, folder.Lines.Length);
    }

    [Fact]
    public void Read_no_more_input_than_they_can_tell_of_though_all_of_it_is_left_out()
    {
        using LogFolder folder = new();
        folder.Write(Enumerable.Repeat(((object?)1, ItemStatus.Completed), 20_000));
        using WorkerPool pool = Pool();
        using TaskLog log = folder.Open(ResumeMode.Unfinished);
        WorkRun run = new(new object(), new() { Log = log });
        int offered = 0;

        while (offered < 20_000 && run.Offer(1))
        {
            offered++;
        }

        Assert.InRange(offered, 100, 10_000);
        Assert.Equal(offered, run.Take(Deadline.Generous, forRoom: true).Count);
        Assert.True(run.Offer(1));
        run.Cancel();
    }

    private static List<ItemEvent> Run(
        LogFolder folder, ResumeMode resume, int items, Func<WorkItem, IEnumerable<object?>> function, bool ordered, int retries = 0, int? failures = null)
    {
        using WorkerPool pool = Pool();
        using TaskLog log = folder.Open(resume);
        WorkRun run = new(function, new() { Log = log, Ordered = ordered, MaximumRetryCount = retries, MaximumFailure = failures });
        return pool.RunAll(run, items);
    }

    private static WorkerPool Pool() => WorkerPools.OfThreads("p", 2, () => new FunctionHost(), null);

    private static IEnumerable<object?> Body(WorkItem item, ConcurrentBag<int> run, Func<int, bool> fails)
    {
        int input = (int)item.Input!;
        run.Add(input);
        return fails(input) ? Failing(item) : [input];
    }

    private static IEnumerable<object?> Failing(WorkItem item)
    {
        yield return "half";
        throw new InvalidOperationException($"item {item.Index}");
    }

    private static IEnumerable<object?> Together(CountdownEvent two, WorkItem item)
    {
        lock (two)
        {
            _ = two.IsSet || two.Signal();
        }

        yield return two.Wait(Deadline.Generous) ? item.Input : throw new TimeoutException();
    }

    private static IEnumerable<object?> Blocked(ManualResetEventSlim gate, WorkItem item)
    {
        if (item.Index == 0)
        {
            gate.Wait();
        }

        yield return item.Input;
    }
}
