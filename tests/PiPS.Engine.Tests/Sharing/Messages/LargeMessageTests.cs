using PiPS.Engine.Sharing;
using PiPS.Engine.Sharing.Messages;

namespace PiPS.Engine.Tests.Sharing.Messages;

/// <summary>Large messages travel in memory that is used again.</summary>
public sealed class LargeMessageTests
{
    private readonly LocalSpace _space = Spaces.Session();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Arrive_as_they_were_whatever_memory_is_used_again(bool redelivers)
    {
        WorkerQueue queue = WorkerQueue.Create(_space, capacity: 5, redelivers: redelivers);
        const int Messages = 400;
        Task<bool> sending = new Worker(_space).Begin(() =>
        {
            MessageSender sender = new((WorkerQueue)new Link(_space).Space.Find(queue.Name));

            for (int i = 0; i < Messages; i++)
            {
                byte[] large = new byte[100_000 + i];
                Array.Fill(large, (byte)i);
                sender.Send(large, TestContext.Current.CancellationToken);
            }

            sender.Finish(TestContext.Current.CancellationToken);
            queue.Complete();
            return true;
        });
        int received = 0;
        Task<bool>[] receivers = [.. Enumerable.Range(0, 4).Select(i => Task.Factory.StartNew(
            () => ReceiveLarge(i % 2 == 0 ? null : new Link(_space), queue, ref received, redelivers), TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default))];

        sending.Soonest();
        Assert.All(receivers, task => task.Soonest());
        Assert.Equal(Messages, received);
    }

    // Dies after every ten, with one in hand; what it gives back, others get as it was.
    private bool ReceiveLarge(Link? link, WorkerQueue queue, ref int received, bool redelivers)
    {
        ShareSpace space = link?.Space ?? (ShareSpace)_space;

        for (bool hasEnded = false; !hasEnded;)
        {
            Worker worker = new(space);
            int mine = 0;
            hasEnded = worker.Do(() =>
            {
                WorkerQueue there = (WorkerQueue)space.Find(queue.Name);
                using MessageReceiver receiver = new(there, takesAhead: true);

                for (; mine < 10; mine++)
                {
                    if (receiver.Receive(out object? value, Deadline.Generous, TestContext.Current.CancellationToken) != Reception.Message)
                    {
                        return true;
                    }

                    byte[] large = Assert.IsType<byte[]>(value);
                    Assert.Equal(-1, large.AsSpan().IndexOfAnyExcept((byte)(large.Length - 100_000)));

                    if (redelivers)
                    {
                        there.CompleteMessage();
                    }
                }

                return false;
            });
            Interlocked.Add(ref received, mine);
            worker.Leave();
        }

        return true;
    }
}
