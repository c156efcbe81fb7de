using System.Collections.Concurrent;
using PiPS.Engine.Pools;
using PiPS.Engine.Pools.Runs;
using PiPS.Engine.Pools.TaskWorkers;
using PiPS.Engine.Protocol;
using PiPS.Engine.Values;

namespace PiPS.Engine.Tests.Pools;

/// <summary>What waits behind a long item goes to workers that have nothing to do.</summary>
public sealed class GivingBackTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_long_item_holds_up_none_that_it_was_dealt_with(int others)
    {
        using WorkerPool pool = Pool(1 + others);
        using CountdownEvent rest = new(19);
        ConcurrentQueue<long> begun = [];

        // The first ends after all others, half of which are dealt with it.
        List<ItemEvent> told = Run(pool, 20, new() { BatchSize = 10 }, item =>
        {
            begun.Enqueue(item.Index);
            _ = item.Index == 0 ? rest.Wait(Deadline.Generous) : rest.Signal();
            return [rest.IsSet];
        });

        Assert.Equal(Enumerable.Range(0, 20).Select(i => (long)i), begun.Order());
        Assert.All(told.Where(one => one.IsEnd), one => Assert.Equal((ItemStatus.Completed, 1), (one.Status, one.Item!.Attempt)));
        Assert.True((bool)told.Single(one => one.Stream == StreamKind.Output && one.Item!.Index == 0).Value!);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Items_that_wait_for_each_other_meet_behind_quick_ones(bool ordered)
    {
        const int Parties = 4;
        using WorkerPool pool = Pool(Parties);
        using Barrier meeting = new(Parties);

        // By then workers have many in hand, since they are over in no time.
        List<ItemEvent> told = Run(pool, 5000 + Parties, new() { Ordered = ordered }, item => [item.Index < 5000 || meeting.SignalAndWait(Deadline.Generous)]);

        Assert.Equal(5000 + Parties, told.Count(one => one.Stream == StreamKind.Output && (bool)one.Value!));
        Assert.True(!ordered || told.Where(one => one.IsEnd).Select(one => one.Item!.Index).SequenceEqual(Enumerable.Range(0, 5000 + Parties).Select(i => (long)i)));
    }

    [Fact]
    public void Runs_each_once_whatever_it_takes()
    {
        for (int seed = 0; seed < 30; seed++)
        {
            Random chance = new(seed);
            using WorkerPool pool = Pool(1 + chance.Next(5));
            int items = 1 + chance.Next(300);
            int[] waits = [.. Enumerable.Range(0, items).Select(_ => chance.Next(20) == 0 ? chance.Next(40) : 0)];
            ConcurrentDictionary<(long, int), int> runs = [];
            RunOptions options = new() { Ordered = seed % 2 == 0, MaximumRetryCount = seed % 3, BatchSize = seed % 4 == 0 ? 1 + chance.Next(30) : 0 };

            List<ItemEvent> told = Run(pool, items, options, item =>
            {
                runs.AddOrUpdate((item.Index, item.Attempt), 1, (_, times) => times + 1);
                Thread.Sleep(waits[item.Index]);
                return item.Index % 7 == 3 && item.Attempt == 1 ? throw new InvalidOperationException("once") : [item.Index];
            });

            int attempts = 1 + Math.Min(1, options.MaximumRetryCount);
            Assert.All(runs.Values, times => Assert.Equal(1, times));
            Assert.Equal(Enumerable.Range(0, items).Sum(i => i % 7 == 3 ? attempts : 1), runs.Count);
            Assert.Equal(Enumerable.Range(0, items).Select(i => (long)i), told.Where(one => one.IsEnd).Select(one => one.Item!.Index).Order());
            Assert.All(told.Where(one => one.IsEnd), one => Assert.Equal(one.Item!.Index % 7 == 3 && attempts == 1 ? ItemStatus.Failed : ItemStatus.Completed, one.Status));
        }
    }

    [Fact]
    public void Begins_none_once_too_many_failed()
    {
        using WorkerPool pool = Pool(2);
        ConcurrentQueue<long> begun = [];

        List<ItemEvent> told = Run(pool, 40, new() { BatchSize = 20, MaximumFailure = 1 }, item =>
        {
            begun.Enqueue(item.Index);
            Thread.Sleep(100);
            throw new InvalidOperationException("it fails");
        });

        Assert.InRange(begun.Count, 1, 4);
        Assert.Equal(begun.Order(), told.Where(one => one.IsEnd && one.Status == ItemStatus.Failed).Select(one => one.Item!.Index).Order());
        Assert.All(told.Where(one => one.IsEnd && one.Status != ItemStatus.Failed), one => Assert.Equal(ItemStatus.Skipped, one.Status));
    }

    [Fact]
    public void What_came_back_to_its_worker_is_not_taken_for_finished_if_that_dies_before_it_begins_it_again()
    {
        WorkRun run = new(new object(), new() { BatchSize = 1, MaximumRetryCount = 1 });
        run.Join(0, 100, "here");
        Assert.True(run.Offer(0));
        run.CompleteInput();
        Assert.Single(run.TakeBatch(0, 1, Deadline.Generous)!);
        run.Deliver(0, [WorkEvent.Ended(0, ItemStatus.Failed, null, 1)]);
        Assert.Single(run.TakeBatch(0, 1, Deadline.Generous)!);

        run.Lose(0, new(0, Ended: true, TimeSpan.Zero), timedOut: false, "It was killed.");

        Assert.Empty(run.Take(TimeSpan.Zero, forRoom: true));
        run.Join(1, 101, "here");
        Assert.Equal(2, Assert.Single(run.TakeBatch(1, 1, Deadline.Generous)!).Attempt);
    }

    [Fact]
    public void A_mailbox_gives_back_what_its_worker_has_not_taken()
    {
        ThreadMailbox mailbox = new();
        mailbox.PutScript("script");
        mailbox.WaitForScript(() => { });
        mailbox.PutItems([new(0, null), new(1, null), new(2, null)]);
        Assert.Equal(0, mailbox.TakeItem()!.Index);

        mailbox.PutAskBack();
        mailbox.PutAskBack();
        mailbox.PutItems([new(3, null)]);

        List<WorkEvent> told = [];
        Assert.True(mailbox.Take(told));
        Assert.Equal([WorkEvent.Skipped(1), WorkEvent.Skipped(2)], told);
        Assert.Equal(3, mailbox.TakeItem()!.Index);
    }

    [Fact]
    public void What_is_given_back_is_taken_from_the_last_batches()
    {
        BatchesInHand batches = new();
        batches.Add(3);
        batches.Add(2);
        batches.Add(2);

        batches.Remove(1);
        batches.TakeBack(3);
        Assert.Equal((2, 3), (batches.Count, batches.Items));

        batches.Remove(2);
        Assert.Equal((1, 1), (batches.Count, batches.Items));

        batches.TakeBack(1);
        Assert.Equal((0, 0), (batches.Count, batches.Items));
    }

    [Fact]
    public void Only_what_is_held_can_be_given_back()
    {
        RunHand hand = new(0, 1, null);
        WorkItem[] items = [.. Enumerable.Range(5, 4).Select(i => new WorkItem(i, null))];
        Array.ForEach(items, hand.Held.Enqueue);

        Assert.Equal([items[1], items[3]], hand.GiveBack(new HashSet<long> { 8, 6 }));
        Assert.Equal([items[0], items[2]], hand.Held);
        Assert.Throws<ProtocolException>(() => hand.GiveBack(new HashSet<long> { 8 }));
    }

    [Fact]
    public void It_travels_as_an_event()
    {
        ByteWriter bytes = new();
        EventCodec.WriteEvent(bytes, WorkEvent.Skipped(7), new CompactCodec());
        ByteReader source = new(bytes.Bytes);

        WorkEvent told = EventCodec.ReadEvent(ref source, new CompactCodec());

        Assert.True(told.IsGivenBack);
        Assert.Equal(7, told.Index);
    }

    private static WorkerPool Pool(int workers) => WorkerPools.OfThreads("p", workers, () => new FunctionHost(), null);

    private static List<ItemEvent> Run(WorkerPool pool, int items, RunOptions options, Func<WorkItem, IEnumerable<object?>> function)
        => pool.RunAll(new(function, options), items);
}
