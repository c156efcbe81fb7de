using PiPS.Engine.Sharing;
using PiPS.Engine.Sharing.Messages;

namespace PiPS.Engine.Tests.Sharing.Messages;

/// <summary>A queue's promises: order, room, and whose turn it is.</summary>
public sealed class QueueTests
{
    private readonly LocalSpace _space = Spaces.Session();

    [Fact]
    public void Gives_what_was_put_in_its_order()
    {
        WorkerQueue queue = WorkerQueue.Create(_space);

        for (int i = 0; i < 100; i++)
        {
            Assert.True(queue.Put(i));
        }

        Assert.Equal(100, queue.Count);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => (object?)i), queue.Next(100));
        Assert.Equal(0, queue.Count);
        Assert.False(queue.Get(out _, TimeSpan.Zero));
    }

    [Fact]
    public void Gives_to_those_who_wait_in_their_order()
    {
        WorkerQueue queue = WorkerQueue.Create(_space);
        Task<object?>[] waiting = [.. Enumerable.Range(0, 5).Select(_ => new Worker(_space).BeginToWait(() => queue.Next(1)[0]))];

        for (int i = 0; i < 5; i++)
        {
            queue.Put(i);
        }

        Assert.Equal([0, 1, 2, 3, 4], waiting.Select(task => task.Soonest()));
    }

    [Fact]
    public void Holds_back_whoever_sends_more_than_there_is_room_for_in_their_order()
    {
        WorkerQueue queue = WorkerQueue.Create(_space, capacity: 2);
        Assert.Equal(2, queue.Capacity);
        Assert.True(queue.TrySend(0));
        Assert.True(queue.TrySend(1));
        Assert.False(queue.TrySend("too many"));
        Assert.False(queue.Put("too many", Spaces.AMoment));

        Task<bool>[] waiting = [.. Enumerable.Range(2, 3).Select(i => new Worker(_space).BeginToWait(() => queue.Put(i)))];
        Assert.All(waiting, task => Assert.False(task.IsCompleted));
        Assert.Equal(2, queue.Count);
        Assert.Equal([0], queue.Next(1));
        Assert.True(waiting[0].Soonest());
        Assert.False(waiting[1].IsCompleted);
        Assert.Equal([1, 2, 3, 4], queue.Next(4));
        Assert.All(waiting, task => Assert.True(task.Soonest()));
    }

    [Fact]
    public void Says_how_many_of_those_that_came_together_went_in_before_the_limit()
    {
        WorkerQueue queue = WorkerQueue.Create(_space, capacity: 3);
        queue.Put("first");
        byte[] five = MessageChannel.Packed([.. Enumerable.Range(0, 5).Select(i => _space.Encode(i))]);

        ShareAnswer answer = queue.AskFor(ShareVerb.Put, new ShareWriter().Rest(five), Spaces.AMoment);

        Assert.Equal(ShareStatus.Cancelled, answer.Status);
        Assert.Equal(2, new ShareReader(answer.Content).Number());
        Assert.Equal(["first", 0, 1], queue.Next(3));
        Assert.Equal(0, queue.Count);
        Assert.Equal(3, queue.Unfinished);
    }

    [Fact]
    public void Lets_nobody_past_who_waits_before_for_room()
    {
        WorkerQueue queue = WorkerQueue.Create(_space, capacity: 1);
        queue.Put(0);
        using CancellationTokenSource enough = new();
        Task<bool> first = new Worker(_space).BeginToWait(() => queue.Put(1, stop: enough.Token));
        Task<bool> second = new Worker(_space).BeginToWait(() => queue.Put(2));
        enough.Cancel();
        Assert.False(first.Soonest());

        Assert.Equal([0, 2], queue.Next(2));
        Assert.True(second.Soonest());
    }

    [Fact]
    public void Loses_nothing_to_those_who_give_up_as_it_comes()
    {
        WorkerQueue queue = WorkerQueue.Create(_space);
        int messages = Soak.Times(4_000);
        using CancellationTokenSource end = new();
        List<object?>[] received = [.. Enumerable.Range(0, 4).Select(_ => new List<object?>())];
        int tries = 0;

        // They wait no longer than it takes to send one: many give up just then.
        Task<bool>[] receivers = [.. received.Select((mine, i) => new Worker(_space).Begin(() =>
        {
            Random random = new(i);

            while (!end.IsCancellationRequested)
            {
                using CancellationTokenSource impatient = new();
                bool any = random.Next(2) == 0 ? queue.Get(out object? value, TimeSpan.FromMilliseconds(random.Next(2))) : Hurried(queue, impatient, out value);
                Interlocked.Increment(ref tries);

                if (any)
                {
                    mine.Add(value);
                }
            }

            return true;
        }))];

        for (int i = 0; i < messages; i++)
        {
            queue.Put(i);
        }

        Assert.True(SpinWait.SpinUntil(() => queue.Count == 0, Deadline.Generous));
        end.Cancel();
        Assert.All(receivers, task => task.Soonest());
        Assert.Equal(Enumerable.Range(0, messages), received.SelectMany(mine => mine).Cast<int>().Order());
        Assert.All(received, mine => Assert.Equal(mine.Cast<int>().Order(), mine.Cast<int>()));
    }

    [Fact]
    public void Counts_what_is_unfinished_as_Python_does()
    {
        WorkerQueue queue = WorkerQueue.Create(_space);
        Assert.True(queue.IsFinished(TimeSpan.Zero));
        queue.Put(1);
        queue.Put(2);
        Task<bool> joining = new Worker(_space).BeginToWait(() => queue.IsFinished());

        Assert.Equal("MessageNotTaken", Spaces.Refused(() => queue.CompleteMessage()));
        queue.Next(2);
        queue.CompleteMessage();
        Assert.False(joining.IsCompleted);
        Assert.False(queue.IsFinished(Spaces.AMoment));
        Assert.Equal("MessageNotTaken", Spaces.Refused(() => queue.CompleteMessage(2)));
        Assert.Equal(1, queue.Unfinished);
        queue.CompleteMessage();
        Assert.True(joining.Soonest());
        Assert.Equal("MessageNotTaken", Spaces.Refused(() => queue.CompleteMessage()));
    }

    [Fact]
    public void Takes_nobodys_word_that_what_waits_for_room_is_finished()
    {
        WorkerQueue queue = WorkerQueue.Create(_space, capacity: 1);
        queue.Put(1);
        Task<bool> waiting = new Worker(_space).BeginToWait(() => queue.Put(2));

        Assert.Equal("MessageNotTaken", Spaces.Refused(() => queue.CompleteMessage()));
        queue.Next(2);
        Assert.True(waiting.Soonest());
        queue.CompleteMessage(2);
        Assert.Equal(0, queue.Unfinished);
    }

    [Fact]
    public void Ends_its_receivers_once_it_is_completed_and_empty()
    {
        WorkerQueue queue = WorkerQueue.Create(_space, capacity: 1);
        queue.Put(1);
        Task<bool> late = new Worker(_space).BeginToWait(() => queue.Put(2));
        queue.Complete();
        queue.Complete();
        Assert.True(queue.IsCompleted);
        Assert.Equal("QueueCompleted", Spaces.Refused(() => queue.Put(3)));

        // Who came before is let in.
        Assert.Equal([1, 2], queue.Next(2));
        Assert.True(late.Soonest());
        Assert.Equal(Reception.Ended, queue.Take());
    }

    [Fact]
    public void Ends_those_who_wait_as_it_is_completed()
    {
        WorkerQueue queue = WorkerQueue.Create(_space);
        Task<Reception>[] waiting = [.. Enumerable.Range(0, 3).Select(_ => new Worker(_space).BeginToWait(() => queue.Take()))];

        queue.Complete();

        Assert.All(waiting, task => Assert.Equal(Reception.Ended, task.Soonest()));
    }

    [Fact]
    public void Refuses_all_who_wait_when_it_is_removed()
    {
        WorkerQueue queue = WorkerQueue.Create(_space);
        WorkerQueue full = WorkerQueue.Create(_space, capacity: 1);
        full.Put(1);
        Task<bool>[] waiting =
        [
            new Worker(_space).BeginToWait(() => queue.Get(out object? _)),
            new Worker(_space).BeginToWait(() => full.Put(2)),
            new Worker(_space).BeginToWait(() => full.IsFinished()),
            new Worker(_space).BeginToWait(() => Channels.WaitForAny(queue).Count == 0),
        ];

        _space.Remove(queue);
        _space.Remove(full);

        Assert.All(waiting, task => Assert.Equal("SharedObjectRemoved", Spaces.Refused(() => task.ConfigureAwait(false).GetAwaiter().GetResult())));
        Assert.Equal("SharedObjectRemoved", Spaces.Refused(() => queue.Put(1)));
        Assert.Equal("SharedObjectRemoved", Spaces.Refused(() => _ = queue.Count));
        Assert.Equal("SharedObjectRemoved", Spaces.Refused(() => _space.Remove(queue)));
    }

    [Fact]
    public void Is_forgotten_by_those_who_hold_messages_of_it_when_it_is_removed()
    {
        Worker worker = new(_space);
        WorkerQueue queue = WorkerQueue.Create(_space, redelivers: true);
        queue.Put(1);
        worker.Do(() => queue.Get(out object? _));
        Assert.Single(worker.Seat.Holds);

        _space.Remove(queue);

        Assert.Empty(worker.Seat.Holds);
    }

    [Fact]
    public void Says_of_bytes_that_are_no_value_that_they_are_none()
    {
        WorkerQueue queue = WorkerQueue.Create(_space);
        queue.AskFor(ShareVerb.Put, new ShareWriter().Rest(MessageChannel.Packed([[0x7F, 1, 2]])));
        queue.Put("sound");

        Assert.Equal("ValueUnreadable", Spaces.Refused(() => queue.Get(out object? _)));
        Assert.Equal(["sound"], queue.Next(1));
    }

    private static bool Hurried(WorkerQueue queue, CancellationTokenSource impatient, out object? value)
    {
        Thread hurry = new(impatient.Cancel);
        hurry.Start();

        try
        {
            return queue.Get(out value, null, impatient.Token);
        }
        finally
        {
            hurry.Join();
        }
    }
}
