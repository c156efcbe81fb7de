using PiPS.Engine.Sharing;
using PiPS.Engine.Sharing.Messages;
using PiPS.Engine.Tests.Sharing.History;

namespace PiPS.Engine.Tests.Sharing.Messages;

/// <summary>Many at once on one queue: in the session, and over desks.</summary>
public sealed class ConcurrencyTests
{
    private const int Threads = 8;

    private readonly LocalSpace _space = Spaces.Session();

    // Odd threads ask over a desk.
    private readonly Dictionary<int, ShareSpace> _spaces = [];

    // capacity, chances in ten that a thread puts
    [Theory]
    [InlineData(null, 5)]
    [InlineData(1L, 5)]
    [InlineData(4L, 6)]
    [InlineData(null, 3)]
    public void What_eight_threads_saw_could_have_been_one_thing_after_the_other(long? capacity, int puts)
    {
        for (int round = 0; round < 5; round++)
        {
            WorkerQueue queue = WorkerQueue.Create(_space, capacity: capacity);
            Recorder recorder = new(Threads);
            using Barrier start = new(Threads);

            Task<bool>[] threads = [.. Enumerable.Range(0, Threads).Select(thread => Asker(thread).Begin(() =>
            {
                Random random = new((round * Threads) + thread);
                WorkerQueue mine = (WorkerQueue)Space(thread).Find(queue.Name);
                start.SignalAndWait(Deadline.Generous);

                for (int i = 0; i < 500; i++)
                {
                    int value = (thread * 1_000) + i;

                    if (random.Next(10) < puts)
                    {
                        recorder.Record(thread, isPut: true, () => mine.Put(value, TimeSpan.Zero) ? value : null);
                    }
                    else
                    {
                        recorder.Record(thread, isPut: false, () => mine.Get(out object? taken, TimeSpan.Zero) ? (int)taken! : null);
                    }
                }

                return true;
            }))];

            Assert.All(threads, thread => thread.Soonest());
            Assert.Null(QueueHistory.Fault(recorder.History));
            Assert.Contains(recorder.History, one => one.IsPut);
            Assert.Contains(recorder.History, one => !one.IsPut && one.Value is not null);
            _space.Remove(queue);
        }
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(3L, false)]
    [InlineData(100L, true)]
    public void Each_message_arrives_once_and_each_producer_s_in_order(long? capacity, bool redelivers)
    {
        const int Each = 5_000;
        WorkerQueue queue = WorkerQueue.Create(_space, capacity: capacity, redelivers: redelivers);
        List<int>[] received = [.. Enumerable.Range(0, Threads / 2).Select(_ => new List<int>())];

        Task<bool>[] consumers = [.. received.Select((mine, thread) => Asker(thread).Begin(() => Consume((WorkerQueue)Space(thread).Find(queue.Name), mine, redelivers)))];
        Task<bool>[] producers = [.. Enumerable.Range(0, Threads / 2).Select(thread => Asker(thread).Begin(() =>
        {
            MessageSender sender = new((WorkerQueue)Space(thread).Find(queue.Name));
            Enumerable.Range(thread * Each, Each).ToList().ForEach(i => sender.Send(i, TestContext.Current.CancellationToken));
            sender.Finish(TestContext.Current.CancellationToken);
            return true;
        }))];

        Assert.All(producers, producer => producer.Soonest());
        queue.Complete();
        Assert.All(consumers, consumer => consumer.Soonest());
        Assert.Equal(Enumerable.Range(0, Threads / 2 * Each), received.SelectMany(mine => mine).Order());
        Assert.All(received, mine => Assert.All(mine.GroupBy(i => i / Each), from => Assert.Equal(from.Order(), from)));
        Assert.Equal(redelivers ? 0 : Threads / 2 * Each, queue.Unfinished);
        Assert.Empty(queue.TakeLost());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Whoever_dies_meanwhile_each_message_is_seen_or_told_once(bool redelivers)
    {
        const int Messages = 20_000;
        WorkerQueue queue = WorkerQueue.Create(_space, redelivers: redelivers);
        HashSet<int> finished = [];
        List<int> seen = [];
        Task<bool> producer = new Worker(_space).Begin(() =>
        {
            MessageSender sender = new(queue);
            Enumerable.Range(0, Messages).ToList().ForEach(i => sender.Send(i, TestContext.Current.CancellationToken));
            sender.Finish(TestContext.Current.CancellationToken);
            queue.Complete();
            return true;
        });

        // Each lives for some messages, and dies with what it has.
        Task<bool>[] lives = [.. Enumerable.Range(0, 4).Select(i => Task.Factory.StartNew(
            () => LiveAgainAndAgain(queue, i, redelivers, seen, finished), TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default))];

        producer.Soonest();
        Assert.All(lives, life => life.Soonest());
        int[] lost = [.. queue.TakeLost().Cast<int>()];
        Assert.Equal(lost.Length, lost.Distinct().Count());

        if (redelivers)
        {
            Assert.Empty(lost);
            Assert.Equal(Enumerable.Range(0, Messages), finished.Order());
        }
        else
        {
            // What it had in hand when it died it had seen: that one is told, too.
            Assert.NotEmpty(lost);
            Assert.Equal(Enumerable.Range(0, Messages), seen.Order());
            Assert.Subset(seen.ToHashSet(), lost.ToHashSet());
        }
    }

    private static bool Consume(WorkerQueue queue, List<int> received, bool finishes)
    {
        using MessageReceiver receiver = new(queue, takesAhead: true);

        while (receiver.Receive(out object? value, Deadline.Generous, TestContext.Current.CancellationToken) == Reception.Message)
        {
            received.Add((int)value!);

            if (finishes)
            {
                queue.CompleteMessage();
            }
        }

        return true;
    }

    private bool LiveAgainAndAgain(WorkerQueue queue, int thread, bool redelivers, List<int> seen, HashSet<int> finished)
    {
        Random random = new(thread);

        while (true)
        {
            Worker worker = new(_space);
            int span = random.Next(1, 400);

            bool hasEnded = worker.Do(() =>
            {
                // No Dispose: it dies.
                MessageReceiver receiver = new(queue, takesAhead: true);

                for (int i = 0; i < span; i++)
                {
                    if (receiver.Receive(out object? value, Deadline.Generous, TestContext.Current.CancellationToken) != Reception.Message)
                    {
                        return true;
                    }

                    lock (seen)
                    {
                        seen.Add((int)value!);
                    }

                    if (redelivers && i < span - 1)
                    {
                        queue.CompleteMessage();

                        lock (seen)
                        {
                            Assert.True(finished.Add((int)value!), "A message that was finished came again.");
                        }
                    }
                }

                return false;
            });

            if (hasEnded)
            {
                return true;
            }

            worker.Leave();
        }
    }

    private ShareSpace Space(int thread)
    {
        lock (_spaces)
        {
            return _spaces.TryGetValue(thread, out ShareSpace? space) ? space : _spaces[thread] = thread % 2 == 0 ? _space : new Link(_space).Space;
        }
    }

    private Worker Asker(int thread) => new(Space(thread));
}
