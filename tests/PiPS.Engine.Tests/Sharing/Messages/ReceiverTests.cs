using PiPS.Engine.Sharing;
using PiPS.Engine.Sharing.Messages;

namespace PiPS.Engine.Tests.Sharing.Messages;

/// <summary>Receiving many messages: a quick receiver takes some ahead, and gives back what it didn't need.</summary>
public sealed class ReceiverTests
{
    private readonly LocalSpace _space = Spaces.Session();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Gives_back_what_it_took_ahead_in_order()
    {
        WorkerQueue queue = Filled(10_000);
        List<object?> received = [];
        bool wasAhead = false;

        using (MessageReceiver receiver = new(queue, takesAhead: true))
        {
            // However slow the machine, it is ahead sooner or later.
            while (received.Count < 9_000 && !(wasAhead && received.Count % 7 == 3))
            {
                Assert.Equal(Reception.Message, receiver.Receive(out object? value, Deadline.Generous, Stop));
                received.Add(value);
                wasAhead |= queue.Count < 10_000 - received.Count - 1;
            }
        }

        Assert.True(wasAhead);
        Assert.Equal(10_000 - received.Count, queue.Count);
        received.AddRange(queue.Rest());
        Assert.Equal(Enumerable.Range(0, 10_000).Select(i => (object?)i), received);
    }

    [Fact]
    public void Takes_one_alone_first_and_then_about_four_times_as_many_each_time_at_most()
    {
        WorkerQueue queue = Filled(2_000);
        using MessageReceiver receiver = new(queue, takesAhead: true);
        long most = 1;
        int received = 0;

        while (received < 1_500)
        {
            long before = queue.Count;
            receiver.Receive(out object? _, Deadline.Generous, Stop);
            received++;
            long took = before - queue.Count;
            Assert.InRange(took, 0, most);

            // The pace that it grows from may be almost one more than what it took.
            most = took == 0 ? most : Math.Min(4 * (took + 1), 512);
        }
    }

    [Fact]
    public void Takes_one_by_one_when_it_is_slow()
    {
        WorkerQueue queue = Filled(100);
        using MessageReceiver receiver = new(queue, takesAhead: true);

        for (int i = 1; i <= 10; i++)
        {
            receiver.Receive(out object? _, Deadline.Generous, Stop);

            // Longer than what it may take ahead for: this is what makes it slow, and no wait for anything.
            SpinWait.SpinUntil(() => false, TimeSpan.FromMilliseconds(5));
            Assert.Equal(100 - i, queue.Count);
        }
    }

    [Fact]
    public void One_alone_takes_ahead_for_a_worker_at_a_time()
    {
        WorkerQueue queue = Filled(5_000);
        Worker worker = new(_space);

        worker.Do(() =>
        {
            using MessageReceiver first = new(queue, takesAhead: true);
            MessageReceiver second = new(queue, takesAhead: true);
            Assert.False(IsEverAhead(second, queue, 500));
            second.Dispose();
            Assert.True(IsEverAhead(first, queue, 2_000));
            first.Dispose();
            first.Dispose();
            using MessageReceiver third = new(queue, takesAhead: true);
            Assert.True(IsEverAhead(third, queue, 2_000));
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Gives_back_what_it_took_ahead_though_others_were_received_meanwhile(bool isPipe)
    {
        (WorkerPipeEnd first, WorkerPipeEnd second) = WorkerPipeEnd.Create(_space);
        MessageChannel source = isPipe ? first : WorkerQueue.Create(_space);
        Enumerable.Range(0, 5_000).ToList().ForEach(i => (isPipe ? second : source).Put(i));
        HashSet<object?> received = [];
        Worker worker = new(_space);

        worker.Do(() =>
        {
            using MessageReceiver receiver = new(source, takesAhead: true);

            for (int i = 0; i < 1_000; i++)
            {
                receiver.Receive(out object? value, Deadline.Generous, Stop);
                Assert.True(received.Add(value));
                Assert.True(received.Add(source.Next(1)[0]));
            }
        });

        Assert.All(source.Rest(), value => Assert.True(received.Add(value)));
        Assert.Equal(5_000, received.Count);
    }

    [Fact]
    public void Another_worker_s_receiver_takes_ahead_too()
    {
        WorkerQueue queue = Filled(5_000);
        using MessageReceiver first = new(queue, takesAhead: true);

        Assert.True(new Worker(_space).Do(() =>
        {
            using MessageReceiver second = new(queue, takesAhead: true);
            return IsEverAhead(second, queue, 2_000);
        }));
    }

    [Fact]
    public void Keeps_nothing_that_comes_as_it_is_stopped()
    {
        WorkerQueue queue = WorkerQueue.Create(_space);

        for (int round = 0; round < 500; round++)
        {
            using CancellationTokenSource stop = new();
            Task<Reception> receiving = new Worker(_space).BeginToWait(() =>
            {
                using MessageReceiver receiver = new(queue, takesAhead: true);
                Reception came = receiver.Receive(out object? _, null, stop.Token);
                return came;
            });
            Task stopping = Task.Run(stop.Cancel, Stop);
            queue.Put(round);
            stopping.Soonest();
            Reception came = receiving.Soonest();

            Assert.Equal(came == Reception.Message ? 0 : 1, queue.Rest().Count);
        }
    }

    [Fact]
    public void A_worker_that_was_given_up_hands_over_nothing_more()
    {
        WorkerQueue queue = Filled(10_000);
        Worker worker = new(_space);
        List<object?> seen = [];
        using ManualResetEventSlim isAhead = new();
        Task<string> receiving = worker.Begin(() =>
        {
            using MessageReceiver receiver = new(queue, takesAhead: true);
            return Spaces.Refused(() =>
            {
                while (seen.Count < 10_000)
                {
                    receiver.Receive(out object? value, Deadline.Generous, Stop);
                    seen.Add(value);
                    isAhead.Set();
                }
            });
        });
        isAhead.Wait(Deadline.Generous, Stop);

        worker.Leave();

        Assert.Equal("WorkerEnded", receiving.Soonest());

        // Each once: seen here, or there for others. The last one seen was in hand, and is told too, unless the next was asked for already.
        List<object?> left = queue.Rest();
        Assert.Equal(Enumerable.Range(0, 10_000).Select(i => (object?)i), seen.Concat(left));
        Assert.Subset(seen.TakeLast(1).ToHashSet(), queue.TakeLost().ToHashSet());
    }

    [Fact]
    public void Says_why_nothing_comes()
    {
        WorkerQueue queue = Filled(1);
        using MessageReceiver receiver = new(queue, takesAhead: true);
        Assert.Equal(Reception.Message, receiver.Receive(out object? _, TimeSpan.Zero, Stop));
        Assert.Equal(Reception.None, receiver.Receive(out object? _, TimeSpan.Zero, Stop));
        Assert.Equal(Reception.None, receiver.Receive(out object? _, Spaces.AMoment, Stop));
        queue.Complete();
        Assert.Equal(Reception.Ended, receiver.Receive(out object? _, null, Stop));
        _space.Remove(queue);
        Assert.Equal("SharedObjectRemoved", Spaces.Refused(() => receiver.Receive(out object? _, null, Stop)));
    }

    [Fact]
    public void Ends_quietly_when_there_is_nothing_to_give_back_to()
    {
        WorkerQueue queue = Filled(5_000);
        MessageReceiver receiver = new(queue, takesAhead: true);
        Assert.True(IsEverAhead(receiver, queue, 4_000));
        _space.Remove(queue);

        receiver.Dispose();

        WorkerQueue another = Filled(5_000);
        using MessageReceiver next = new(another, takesAhead: true);
        Assert.True(IsEverAhead(next, another, 4_000));
    }

    private static bool IsEverAhead(MessageReceiver receiver, WorkerQueue queue, int tries)
    {
        for (int i = 0; i < tries; i++)
        {
            long before = queue.Count;
            receiver.Receive(out object? _, Deadline.Generous, Stop);

            if (before - queue.Count > 1)
            {
                return true;
            }
        }

        return false;
    }

    private WorkerQueue Filled(int count)
    {
        WorkerQueue queue = WorkerQueue.Create(_space);
        Enumerable.Range(0, count).ToList().ForEach(i => queue.Put(i));
        return queue;
    }
}
