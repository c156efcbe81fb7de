using System.Collections.Concurrent;
using PiPS.Engine.Sharing;
using PiPS.Engine.Sharing.Messages;
using PiPS.Engine.Values;

namespace PiPS.Engine.Tests.Sharing.Messages;

/// <summary>Sending many messages: what comes while others are under way travels with the next.</summary>
public sealed class SenderTests
{
    private readonly LocalSpace _session = Spaces.Session();
    private readonly ConcurrentQueue<(long Number, byte[] Content)> _sent = new();
    private readonly RemoteSpace _remote = Spaces.Remote();

    [Fact]
    public void The_first_leaves_at_once_and_the_rest_together_as_soon_as_it_is_answered()
    {
        MessageSender sender = new(Held());
        Enumerable.Range(0, 10).ToList().ForEach(i => sender.Send(i, Stop));
        Assert.Equal([0], NextSent(out long first));
        Assert.Empty(_sent);

        Answer(first, ShareAnswer.Done);

        Assert.Equal(Enumerable.Range(1, 9).Select(i => (object?)i), NextSent(out long second));
        sender.Send("again", Stop);
        Assert.Empty(_sent);
        Answer(second, ShareAnswer.Done);
        Assert.Equal(["again"], NextSent(out long third));
        Answer(third, ShareAnswer.Done);
        sender.Finish(Stop);

        // And from anew: nothing is under way.
        sender.Send("late", Stop);
        Assert.Equal(["late"], NextSent(out _));
    }

    [Fact]
    public void Whoever_sends_much_more_than_is_taken_waits()
    {
        MessageSender sender = new(Held());
        Task<int> sending = new Worker(_session).Begin(() =>
        {
            for (int i = 0; ; i++)
            {
                sender.Send(i, Stop);

                if (i == 700)
                {
                    return i;
                }
            }
        });

        Assert.True(SpinWait.SpinUntil(() => _sent.Count == 1, Deadline.Generous));
        Assert.False(SpinWait.SpinUntil(() => sending.IsCompleted, Spaces.AMoment));
        NextSent(out long first);
        Answer(first, ShareAnswer.Done);
        Assert.Equal(700, sending.Soonest());
        Assert.InRange(NextSent(out _).Count, 1, 512);
    }

    [Fact]
    public void A_message_that_can_t_travel_harms_no_other()
    {
        WorkerQueue queue = WorkerQueue.Create(_session);
        MessageSender sender = new(queue);
        sender.Send(1, Stop);
        Assert.Throws<UnencodableValueException>(() => sender.Send(new Thread(() => { }), Stop));
        sender.Send(2, Stop);
        sender.Finish(Stop);

        Assert.Equal([1, 2], queue.Rest());
    }

    [Fact]
    public void A_refusal_is_told_by_the_next_call()
    {
        WorkerQueue queue = WorkerQueue.Create(_session, capacity: 1);
        MessageSender sender = new(queue);
        sender.Send(1, Stop);
        sender.Send(2, Stop);
        sender.Send(3, Stop);
        _session.Remove(queue);

        Assert.Equal("SharedObjectRemoved", Spaces.Refused(() => sender.Send(4, Stop)));
        Assert.Equal("SharedObjectRemoved", Spaces.Refused(() => sender.Finish(Stop)));
    }

    [Fact]
    public void A_stop_ends_the_wait_and_nothing_goes_in_later()
    {
        WorkerQueue queue = WorkerQueue.Create(_session, capacity: 1);
        queue.Put(0);
        using CancellationTokenSource stop = new();
        Worker worker = new(_session);
        Task<bool> sending = worker.Begin(() =>
        {
            MessageSender sender = new(queue);
            sender.Send(1, stop.Token);
            sender.Send(2, stop.Token);
            Assert.ThrowsAny<OperationCanceledException>(() => sender.Finish(stop.Token));
            return true;
        });
        Assert.True(SpinWait.SpinUntil(() => queue.Unfinished == 2, Deadline.Generous));
        stop.Cancel();

        Assert.True(sending.Soonest());
        Assert.Equal([0], queue.Rest());
        Assert.Equal(1, queue.Unfinished);
        Assert.Empty(worker.Seat.Waiting);
    }

    [Fact]
    public void A_stop_that_meets_an_answer_leaves_nothing_under_way()
    {
        for (int round = 0; round < 300; round++)
        {
            WorkerQueue queue = WorkerQueue.Create(_session, capacity: 1);
            using CancellationTokenSource stop = new();
            Worker worker = new(_session);
            Task<int> sending = worker.Begin(() => SentUntilStopped(new(queue), stop.Token));
            SpinWait.SpinUntil(() => queue.Count == 1, Deadline.Generous);
            Task<bool> taking = new Worker(_session).Begin(() => queue.Get(out object? _, Deadline.Generous));
            stop.Cancel();
            sending.Soonest();
            taking.Soonest();

            Assert.Empty(worker.Seat.Waiting);
            long left = queue.Rest().Count;
            Assert.InRange(left, 0, 1);
            _session.Remove(queue);
        }
    }

    [Fact]
    public void Order_is_kept_whatever_the_room()
    {
        foreach (long? capacity in new long?[] { 1, 7, null })
        {
            WorkerQueue queue = WorkerQueue.Create(new Link(_session).Space, capacity: capacity);
            Task<bool> sending = new Worker(_session).Begin(() =>
            {
                MessageSender sender = new(queue);
                Enumerable.Range(0, 5000).ToList().ForEach(i => sender.Send(i, Stop));
                sender.Finish(Stop);
                return true;
            });

            Assert.Equal(Enumerable.Range(0, 5000).Select(i => (object?)i), queue.Next(5000));
            Assert.True(sending.Soonest());
        }
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static int SentUntilStopped(MessageSender sender, CancellationToken stop)
    {
        for (int i = 0; ; i++)
        {
            try
            {
                sender.Send(i, stop);

                if (i % 3 == 0)
                {
                    sender.Finish(stop);
                }
            }
            catch (OperationCanceledException)
            {
                return i;
            }
        }
    }

    // A queue behind a channel on which nothing is answered by itself.
    private WorkerQueue Held()
    {
        WorkerQueue there = WorkerQueue.Create(_session);
        _remote.Connect((head, content) =>
        {
            ShareReader reader = new(head);
            reader.Number();
            _sent.Enqueue((reader.Number(), content.ToArray()));
        });
        return (WorkerQueue)_remote.Resolve(((ISharedValue)there).Reference);
    }

    private List<object?> NextSent(out long number)
    {
        (long Number, byte[] Content) sent = (0, []);
        Assert.True(SpinWait.SpinUntil(() => _sent.TryDequeue(out sent), Deadline.Generous), "Nothing was sent.");
        (number, byte[] content) = sent;
        ShareReader reader = new(content);
        List<object?> values = [];

        for (int left = reader.Count(); left > 0; left--)
        {
            values.Add(_session.Decode(reader.Bytes()));
        }

        return values;
    }

    private void Answer(long number, ShareAnswer answer)
        => _remote.Take(new ShareWriter().Number(number).Byte((byte)answer.Status).Rest(answer.Content.Span).ToArray());
}
