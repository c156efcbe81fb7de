using PiPS.Engine.Sharing;
using PiPS.Engine.Sharing.Messages;

namespace PiPS.Engine.Tests.Sharing.Messages;

/// <summary>Waiting on several queues and pipes at once.</summary>
public sealed class WaitForAnyTests
{
    private readonly LocalSpace _space = Spaces.Session();

    [Fact]
    public void Gives_those_that_have_a_message_in_the_order_asked_and_takes_none()
    {
        WorkerQueue[] queues = [.. Enumerable.Range(0, 3).Select(_ => WorkerQueue.Create(_space))];
        queues[0].Put(0);
        queues[2].Put(2);

        Assert.Equal([queues[2], queues[0]], Channels.WaitForAny(queues[2], queues[1], queues[0], queues[2]));
        Assert.Equal([1, 0, 1], queues.Select(queue => queue.Count));
        Assert.Empty(MessageChannel.WaitForAny([queues[1]], TimeSpan.Zero, TestContext.Current.CancellationToken));
        Assert.Empty(Channels.WaitForAny());
    }

    [Theory]
    [InlineData("a message")]
    [InlineData("the queue's end")]
    [InlineData("the pipe's end")]
    [InlineData("what a dead worker had")]
    public void Wakes_for_whatever_comes_first(string what)
    {
        WorkerQueue queue = WorkerQueue.Create(_space, redelivers: true);
        (WorkerPipeEnd here, WorkerPipeEnd there) = WorkerPipeEnd.Create(_space);
        Worker dying = new(_space);
        queue.Put(1);
        dying.Do(() => queue.Next(1));
        Worker waiting = new(_space);
        Task<IReadOnlyList<MessageChannel>> ready = waiting.BeginToWait(() => Channels.WaitForAny(here, queue));
        Assert.False(ready.IsCompleted);

        switch (what)
        {
            case "a message":
                queue.Put(2);
                break;
            case "the queue's end":
                dying.Do(() => queue.CompleteMessage());
                queue.Complete();
                break;
            case "the pipe's end":
                there.Close();
                break;
            default:
                dying.Leave();
                break;
        }

        Assert.Equal([what == "the pipe's end" ? here : queue], ready.Soonest());
        Assert.Empty(waiting.Seat.Waiting);
    }

    [Fact]
    public void Wakes_all_who_wait_for_one_thing()
    {
        WorkerQueue queue = WorkerQueue.Create(_space);
        Task<IReadOnlyList<MessageChannel>>[] waiting = [.. Enumerable.Range(0, 4).Select(_ => new Worker(_space).BeginToWait(() => Channels.WaitForAny(queue)))];

        queue.Put(1);

        Assert.All(waiting, task => Assert.Equal([queue], task.Soonest()));
    }

    [Fact]
    public void Is_refused_when_one_is_removed_meanwhile_and_leaves_nothing_at_the_others()
    {
        WorkerQueue kept = WorkerQueue.Create(_space);
        WorkerQueue removed = WorkerQueue.Create(_space);
        Task<IReadOnlyList<MessageChannel>> waiting = new Worker(_space).BeginToWait(() => Channels.WaitForAny(kept, removed));

        _space.Remove(removed);

        Assert.Equal("SharedObjectRemoved", Spaces.Refused(() => waiting.ConfigureAwait(false).GetAwaiter().GetResult()));
        Assert.Equal("SharedObjectRemoved", Spaces.Refused(() => Channels.WaitForAny(kept, removed)));
        kept.Put(1);
        Assert.Equal([kept], Channels.WaitForAny(kept));
    }

    [Fact]
    public void Ends_with_its_limit_with_a_stop_and_with_the_worker()
    {
        WorkerQueue queue = WorkerQueue.Create(_space);
        Assert.Empty(MessageChannel.WaitForAny([queue], Spaces.AMoment, TestContext.Current.CancellationToken));

        using CancellationTokenSource stop = new();
        Task<IReadOnlyList<MessageChannel>> stopped = new Worker(_space).BeginToWait(() => MessageChannel.WaitForAny([queue], null, stop.Token));
        stop.Cancel();
        Assert.Empty(stopped.Soonest());

        Worker dying = new(_space);
        Task<IReadOnlyList<MessageChannel>> left = dying.BeginToWait(() => Channels.WaitForAny(queue));
        dying.Leave();
        Assert.Empty(left.Soonest());
    }
}
