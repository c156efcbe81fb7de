using PiPS.Engine.Sharing;
using PiPS.Engine.Sharing.Messages;

namespace PiPS.Engine.Tests.Sharing.Messages;

/// <summary>What workers send without waiting for an answer arrives, and costs them nothing later.</summary>
public sealed class QuietSendingTests
{
    private readonly LocalSpace _session = Spaces.Session();

    [Fact]
    public void Send_without_waiting_as_often_as_they_like_where_each_is_answered_before_it_is_sent_on()
    {
        Link outer = new(_session);
        WorkerQueue there = WorkerQueue.Create(new Link(outer.Space).Space);

        for (int i = 0; i < 20_000; i++)
        {
            Assert.True(there.Send(i, limit: null, CancellationToken.None));
        }

        Assert.Equal(20_000, there.Count);
    }

    [Fact]
    public void Lose_nothing_that_they_sent_and_that_waits_for_room_as_they_end()
    {
        Link link = new(_session);
        (WorkerPipeEnd here, WorkerPipeEnd end) = WorkerPipeEnd.Create(_session);
        WorkerPipeEnd there = (WorkerPipeEnd)link.Space.Find(end.Name);
        there.Put(new byte[64 << 20]);
        Assert.True(there.Send("said to be sent", limit: null, CancellationToken.None));
        Assert.Equal(1, here.Count);

        link.Die();

        Assert.IsType<byte[]>(Assert.Single(here.Next(1)));
        Assert.Equal(["said to be sent"], here.Next(1));
        Assert.Equal(Reception.Ended, here.Take());
    }

    [Fact]
    public void Remember_only_some_of_the_channels_that_they_sent_to()
    {
        Link link = new(_session);

        for (int i = 0; i < 1_000; i++)
        {
            WorkerQueue queue = WorkerQueue.Create(link.Space);
            Assert.True(queue.Send(i, limit: null, CancellationToken.None));
            queue.Complete();
            Assert.Equal([i], queue.Rest());
            _session.Remove(queue);
        }

        Assert.InRange(link.Space.OpenRequests, 1, 256);
    }

    [Fact]
    public void Refuse_to_send_what_would_end_the_worker()
    {
        RemoteSpace space = Spaces.Remote();
        space.Connect((_, _) => Assert.Fail("It was sent."));

        // Nobody touches its memory.
        Assert.Equal("SharedTooLarge", Spaces.Refused(() => space.Ask(1, ShareVerb.Put, new byte[1 << 30])));
    }
}
