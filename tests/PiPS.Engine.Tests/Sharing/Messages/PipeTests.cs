using PiPS.Engine.Sharing;
using PiPS.Engine.Sharing.Messages;

namespace PiPS.Engine.Tests.Sharing.Messages;

/// <summary>A pipe's promises: what goes in at one end comes out at the other, and its end is seen.</summary>
public sealed class PipeTests
{
    private readonly LocalSpace _space = Spaces.Session();

    [Fact]
    public void Carries_both_ways_in_order()
    {
        (WorkerPipeEnd here, WorkerPipeEnd there) = WorkerPipeEnd.Create(_space);

        for (int i = 0; i < 10; i++)
        {
            here.Put(i);
            there.Put(-i);
        }

        Assert.Equal(10, there.Count);
        Assert.Equal(Enumerable.Range(0, 10).Select(i => (object?)i), there.Next(10));
        Assert.Equal(Enumerable.Range(0, 10).Select(i => (object?)-i), here.Next(10));
    }

    [Fact]
    public void Carries_one_way_only_if_asked()
    {
        (WorkerPipeEnd receiver, WorkerPipeEnd sender) = WorkerPipeEnd.Create(_space, oneWay: true);

        Assert.True(sender.CanSend && !sender.CanReceive && receiver.CanReceive && !receiver.CanSend);
        sender.Put(1);
        Assert.Equal([1], receiver.Next(1));
        Assert.Equal("PipeOneWay", Spaces.Refused(() => receiver.Put(2)));
        Assert.Equal("PipeOneWay", Spaces.Refused(() => sender.Get(out object? _, TimeSpan.Zero)));
    }

    [Fact]
    public void Gives_what_was_sent_and_then_the_end_when_the_other_end_is_closed()
    {
        (WorkerPipeEnd here, WorkerPipeEnd there) = WorkerPipeEnd.Create(_space);
        here.Put(1);
        here.Put(2);
        there.Put("never received");
        here.Close();
        here.Close();

        Assert.True(here.IsClosed && there.IsOtherClosed && !there.IsClosed);
        Assert.Equal([1, 2], there.Next(2));
        Assert.Equal(Reception.Ended, there.Take());
        Assert.Equal("PipeClosed", Spaces.Refused(() => there.Put(3)));
        Assert.Equal("PipeClosed", Spaces.Refused(() => here.Put(3)));
        Assert.Equal("PipeClosed", Spaces.Refused(() => here.Get(out object? _)));
        Assert.Equal(0, here.Count);
    }

    [Fact]
    public void Ends_who_waits_at_either_end_when_one_is_closed()
    {
        (WorkerPipeEnd here, WorkerPipeEnd there) = WorkerPipeEnd.Create(_space);
        Task<Reception> other = new Worker(_space).BeginToWait(() => there.Take());
        Task<Reception> own = new Worker(_space).BeginToWait(() => here.Take());

        here.Close();

        Assert.Equal(Reception.Ended, other.Soonest());
        Assert.Equal("PipeClosed", Spaces.Refused(() => own.ConfigureAwait(false).GetAwaiter().GetResult()));
    }

    [Fact]
    public void Is_closed_by_the_last_of_its_users_that_leaves()
    {
        (WorkerPipeEnd here, WorkerPipeEnd there) = WorkerPipeEnd.Create(_space);
        Worker[] users = [new(_space), new(_space)];
        users[0].Do(() => there.Put("one"));
        users[1].Do(() => there.Get(out object? _, TimeSpan.Zero));
        Task<List<object?>> waiting = new Worker(_space).BeginToWait(() => here.Next(2));

        users[0].EndRun();
        users[0].Leave();
        Assert.False(here.IsOtherClosed);
        users[1].Do(() => there.Put("two"));
        users[1].Leave();

        Assert.Equal(["one", "two"], waiting.Soonest());
        Assert.True(here.IsOtherClosed);
        Assert.Equal(Reception.Ended, here.Take(Deadline.Generous));
    }

    [Fact]
    public void Stays_open_while_the_session_uses_it()
    {
        (WorkerPipeEnd here, WorkerPipeEnd there) = WorkerPipeEnd.Create(_space);
        there.Put(1);
        Worker user = new(_space);
        user.Do(() => there.Put(2));
        user.Leave();

        Assert.False(here.IsOtherClosed);
        Assert.Equal([1, 2], here.Next(2));
    }

    [Fact]
    public void Holds_64_MiB_and_whatever_its_size_one_message()
    {
        (WorkerPipeEnd here, WorkerPipeEnd there) = WorkerPipeEnd.Create(_space);
        byte[] large = new byte[33 << 20];
        Assert.True(here.TrySend(large));
        Assert.False(here.TrySend(large));
        Assert.True(here.TrySend(new byte[30 << 20]));
        Task<bool> waiting = new Worker(_space).BeginToWait(() => here.Put(large));
        Assert.False(waiting.IsCompleted);
        there.Next(1);
        Assert.True(waiting.Soonest());
        Assert.Equal(2, there.Count);
        there.Next(2);

        Assert.True(here.TrySend(new byte[70 << 20]));
        Assert.False(here.TrySend(1));
        Assert.Equal(1, there.Count);
    }

    [Fact]
    public void Lets_in_what_waited_for_room_though_the_sender_closed_its_end()
    {
        (WorkerPipeEnd here, WorkerPipeEnd there) = WorkerPipeEnd.Create(_space);
        here.Put(new byte[64 << 20]);
        Task<bool> waiting = new Worker(_space).BeginToWait(() => here.Put("late"));
        here.Close();

        there.Next(1);

        Assert.True(waiting.Soonest());
        Assert.Equal(["late"], there.Next(1));
        Assert.Equal(Reception.Ended, there.Take(Deadline.Generous));
    }

    [Fact]
    public void Refuses_who_waits_for_room_when_the_receiver_closes()
    {
        (WorkerPipeEnd here, WorkerPipeEnd there) = WorkerPipeEnd.Create(_space);
        here.Put(new byte[64 << 20]);
        Task<bool> waiting = new Worker(_space).BeginToWait(() => here.Put("late"));

        there.Close();

        Assert.Equal("PipeClosed", Spaces.Refused(() => waiting.ConfigureAwait(false).GetAwaiter().GetResult()));
    }

    [Fact]
    public void Takes_back_what_was_taken_ahead_and_not_seen_and_tells_who_watches()
    {
        (WorkerPipeEnd here, WorkerPipeEnd there) = WorkerPipeEnd.Create(_space);
        Enumerable.Range(0, 5).ToList().ForEach(i => here.Put(i));
        Worker worker = new(_space);
        new Worker(_space).Do(() => there.Get(out object? _));
        long batch = worker.Do(() => there.TakeAhead(9));
        worker.Seat.Note(batch, 1);
        Task<int> watching = new Worker(_space).BeginToWait(() => Channels.WaitForAny(there).Count);
        Assert.False(watching.IsCompleted);

        worker.Leave();

        Assert.Equal(1, watching.Soonest());
        Assert.Equal([2, 3, 4], there.Next(3));
    }

    [Fact]
    public void Is_closed_for_the_other_end_when_one_is_removed()
    {
        (WorkerPipeEnd here, WorkerPipeEnd there) = WorkerPipeEnd.Create(_space);
        Worker user = new(_space);
        user.Do(() => here.Put(1));

        _space.Remove(here);

        Assert.Empty(user.Seat.Holds);
        Assert.Equal([1], there.Next(1));
        Assert.Equal(Reception.Ended, there.Take(Deadline.Generous));
        Assert.Equal("SharedObjectRemoved", Spaces.Refused(() => here.Put(1)));
    }
}
