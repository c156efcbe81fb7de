using System.Collections.Concurrent;
using PiPS.Engine.Protocol;
using PiPS.Engine.Sharing;
using PiPS.Engine.Sharing.Messages;

namespace PiPS.Engine.Tests.Sharing;

/// <summary>Worker processes, and theirs, reach the session's objects: here over desks, without processes.</summary>
public sealed class RemoteSpaceTests
{
    private readonly LocalSpace _session = Spaces.Session();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Share_one_queue_however_deep(int depth)
    {
        Link[] links = Nested(depth);
        WorkerQueue made = WorkerQueue.Create(links[^1].Space, "deep", 3);
        WorkerQueue here = (WorkerQueue)_session.Find("deep");

        made.Put(1);
        here.Put(2);
        Assert.True(((WorkerQueue)links[0].Space.Find("deep")).Put(3));
        Assert.False(made.TrySend(4));
        Assert.Equal([1, 2, 3], made.Next(3));
        Task<List<object?>> waiting = new Worker(links[^1].Space).Begin(() => made.Next(1));
        here.Put("for who waits");
        Assert.Equal(["for who waits"], waiting.Soonest());
        Assert.Equal("SharedNameTaken", Spaces.Refused(() => WorkerQueue.Create(links[^1].Space, "deep")));
        Assert.Equal(made.Id(), links[^1].Space.All().Cast<WorkerQueue>().Single().Id());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Give_up_with_their_limit_and_lose_nothing_that_comes_just_then(int depth)
    {
        Link[] links = Nested(depth);
        WorkerQueue queue = WorkerQueue.Create(links[^1].Space);
        WorkerQueue here = (WorkerQueue)_session.Find(queue.Name);
        Assert.False(queue.Get(out _, TimeSpan.Zero));
        Assert.False(queue.Get(out _, Spaces.AMoment));
        List<object?> received = [];
        using CancellationTokenSource end = new();
        Task<bool> receiving = new Worker(links[^1].Space).Begin(() =>
        {
            for (int i = 0; !end.IsCancellationRequested; i++)
            {
                if (queue.Get(out object? value, TimeSpan.FromMilliseconds(i % 2)))
                {
                    received.Add(value);
                }
            }

            return true;
        });

        for (int i = 0; i < 5_000; i++)
        {
            here.Put(i);
        }

        Assert.True(SpinWait.SpinUntil(() => here.Count == 0, Deadline.Generous));
        end.Cancel();
        receiving.Soonest();
        Assert.Equal(Enumerable.Range(0, 5_000).Select(i => (object?)i), received);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Give_back_what_a_dead_one_had(bool redelivers)
    {
        Link[] links = Nested(2);
        WorkerQueue here = WorkerQueue.Create(_session, redelivers: redelivers);
        Enumerable.Range(0, 5).ToList().ForEach(i => here.Put(i));
        WorkerQueue there = (WorkerQueue)links[1].Space.Find(here.Name);
        long batch = there.TakeAhead(3);
        links[1].Space.Main.Note(batch, 2);
        Assert.Equal(new TakenMark(batch, 2), links[1].Mark);

        links[1].Die();

        Assert.Equal(redelivers ? [0, 1, 2, 3, 4] : [2, 3, 4], here.Rest());
        Assert.Equal(redelivers ? [] : [1], here.TakeLost());
    }

    [Fact]
    public void Lose_what_the_worker_of_a_dead_worker_had_since_nobody_knows()
    {
        Link[] links = Nested(2);
        WorkerQueue here = WorkerQueue.Create(_session);
        Enumerable.Range(0, 5).ToList().ForEach(i => here.Put(i));
        WorkerQueue there = (WorkerQueue)links[1].Space.Find(here.Name);
        links[1].Space.Main.Note(there.TakeAhead(3), 1);

        links[0].Die();

        Assert.Equal([0, 1, 2], here.TakeLost());
        Assert.Equal([3, 4], here.Rest());
    }

    [Fact]
    public void Let_their_threads_leave_alone()
    {
        Link link = new(_session);
        WorkerQueue here = WorkerQueue.Create(_session);
        WorkerQueue there = (WorkerQueue)link.Space.Find(here.Name);
        (WorkerPipeEnd pipe, _) = WorkerPipeEnd.Create(_session, "p");
        Worker thread = new(link.Space);
        Worker other = new(link.Space);
        Enumerable.Range(0, 5).ToList().ForEach(i => here.Put(i));
        thread.Do(() => thread.Seat.Note(there.TakeAhead(3), 1));
        other.Do(() => there.Next(1));
        thread.Do(() => ((WorkerPipeEnd)link.Space.Find("p.2")).Put("hello"));
        Task<bool> waiting = thread.Begin(() => ((WorkerPipeEnd)link.Space.Find("p.2")).Get(out object? _));
        Eventually(() => link.Desk.OpenRequests == 1);

        thread.Leave();

        Assert.False(waiting.Soonest());
        Assert.Equal([0], here.TakeLost());
        Assert.Equal([1, 2, 4], here.Rest());
        Assert.Equal(["hello"], pipe.Next(1));
        Assert.True(pipe.IsOtherClosed);
        Assert.Equal("WorkerEnded", Spaces.Refused(() => thread.Do(() => there.Put(1))));
        Assert.True(other.Do(() => there.Put("alive")));
    }

    [Fact]
    public void End_a_run_for_the_script_that_ended_alone()
    {
        Link link = new(_session);
        WorkerQueue here = WorkerQueue.Create(_session, redelivers: true);
        WorkerQueue there = (WorkerQueue)link.Space.Find(here.Name);
        Enumerable.Range(0, 3).ToList().ForEach(i => here.Put(i));
        Worker thread = new(link.Space);
        there.Next(1);
        thread.Do(() => there.Next(1));

        link.Desk.EndRun();
        Assert.Equal([0, 2], here.Rest());
        thread.EndRun();
        Assert.Equal([1], here.Rest());
    }

    [Fact]
    public void Refuse_all_that_waits_and_all_that_comes_once_the_session_has_gone()
    {
        Link[] links = Nested(2);
        WorkerQueue queue = WorkerQueue.Create(links[1].Space, capacity: 1);
        queue.Put(0);
        Task<bool>[] waiting =
        [
            new Worker(links[1].Space).Begin(() => queue.Put(1)),
            new Worker(links[1].Space).Begin(() => queue.IsFinished()),
            new Worker(links[1].Space).Begin(() => Channels.WaitForAny(WorkerQueue.Create(links[1].Space)).Count > 0),
        ];
        Eventually(() => links[1].Desk.OpenRequests == 3);

        links[0].Space.End();

        Assert.All(waiting, task => Assert.Equal("SessionGone", Spaces.Refused(() => task.ConfigureAwait(false).GetAwaiter().GetResult())));
        Assert.Equal("SessionGone", Spaces.Refused(() => queue.Put(2)));
        Assert.Equal("SessionGone", Spaces.Refused(() => _ = queue.Count));
    }

    [Fact]
    public void Refuse_what_comes_before_there_is_a_session()
        => Assert.Equal("SessionGone", Spaces.Refused(() => WorkerQueue.Create(Spaces.Remote())));

    [Fact]
    public void Refuse_an_answer_that_nobody_waits_for()
        => Assert.Throws<ProtocolException>(() => new Link(_session).Space.Take(new ShareWriter().Number(7).Byte(0).ToArray()));

    [Fact]
    public void Leave_nothing_waiting_that_has_no_answer()
    {
        Link link = new(_session);
        WorkerQueue here = WorkerQueue.Create(_session);
        Seat seat = link.Space.Main;
        link.Space.Start(new ToldCall(seat, here.Id(), ShareVerb.Take, 0, new byte[] { 1 }));
        link.Space.Start(new ToldCall(seat, 0, ShareVerb.WaitAny, 0, new ShareWriter().Number(1).Number(here.Id()).ToArray()));

        here.Put(1);

        Assert.Equal([1], here.Rest());
        Assert.Equal(0, link.Desk.OpenRequests);
    }

    [Fact]
    public void Say_that_a_thread_has_left_only_when_nothing_of_it_is_on_its_way()
    {
        RemoteSpace space = Spaces.Remote();
        ConcurrentQueue<ShareVerb> sent = new();
        using ManualResetEventSlim begun = new();
        using ManualResetEventSlim goesOn = new();
        space.Connect((head, _) =>
        {
            // v seat, v number, 1 verb.
            ShareVerb verb = (ShareVerb)head.Span[2];

            if (verb == ShareVerb.End)
            {
                begun.Set();
                goesOn.Wait(Deadline.Generous);
            }

            sent.Enqueue(verb);
        });
        Worker thread = new(space);
        Task<bool> telling = thread.Begin(() =>
        {
            space.Tell(1, ShareVerb.End);
            return true;
        });
        Assert.True(begun.Wait(Deadline.Generous, TestContext.Current.CancellationToken));

        Task<bool> leaving = new Worker(space).Begin(() =>
        {
            thread.Leave();
            return true;
        });

        Assert.False(SpinWait.SpinUntil(() => !sent.IsEmpty, Spaces.AMoment));
        goesOn.Set();
        telling.Soonest();
        leaving.Soonest();
        thread.Do(() => space.Tell(1, ShareVerb.Clear));
        Assert.Equal([ShareVerb.End, ShareVerb.LeaveSeat], sent);
    }

    private static void Eventually(Func<bool> holds) => Assert.True(SpinWait.SpinUntil(holds, Deadline.Generous));

    private Link[] Nested(int depth)
    {
        Link[] links = new Link[depth];

        for (int i = 0; i < depth; i++)
        {
            links[i] = new(i == 0 ? _session : links[i - 1].Space);
        }

        return links;
    }
}
