using PiPS.Engine.Sharing;
using PiPS.Engine.Sharing.Locks;

namespace PiPS.Engine.Tests.Sharing.Locks;

public sealed class MutexTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(20);

    [Theory, InlineData(false), InlineData(true)]
    public void Comes_to_those_that_wait_in_their_order(bool isRemote)
    {
        using LockStage stage = new(isRemote);
        WorkerMutex mutex = WorkerMutex.Create(stage.Space);
        Actor[] actors = stage.Enter(5);
        Assert.Equal(LockEntry.Entered, actors[0].Do(() => mutex.Enter()));
        List<Task<LockEntry>> waits = [];

        for (int i = 1; i < actors.Length; i++)
        {
            waits.Add(actors[i].Begin(() => mutex.Enter()));
            Actor.Until(() => mutex.Waiting == waits.Count);
        }

        for (int i = 0; i < waits.Count; i++)
        {
            Assert.DoesNotContain(waits.Skip(i), wait => wait.IsCompleted);
            actors[i].Do(mutex.Exit);
            Assert.Equal(LockEntry.Entered, Actor.Result(waits[i]));
            Assert.Equal(waits.Count - i - 1, mutex.Waiting);
        }

        Assert.True(mutex.IsHeld);
        actors[^1].Do(mutex.Exit);
        Assert.False(mutex.IsHeld);
        Assert.Equal("Free", mutex.State);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void Is_refused_at_once_to_its_own_holder(bool isRemote)
    {
        using LockStage stage = new(isRemote);
        WorkerMutex mutex = WorkerMutex.Create(stage.Space);
        Actor holder = stage.Enter();
        holder.Do(() => mutex.Enter());

        Assert.Equal("LockHeldByCaller", holder.Refusal(() => mutex.Enter()));
        Assert.Equal("LockHeldByCaller", holder.Refusal(() => mutex.Enter(TimeSpan.FromDays(1))));
        Assert.False(holder.Do(() => mutex.TryEnter()));
        Assert.False(holder.Do(() => mutex.TryEnter(1e8)));
        Assert.Equal(1, mutex.Depth);
        holder.Do(mutex.Exit);
        Assert.False(mutex.IsHeld);
    }

    [Theory, InlineData(SharedKind.Lock), InlineData(SharedKind.RecursiveLock), InlineData(SharedKind.Condition)]
    public void Is_released_by_nobody_but_its_holder(SharedKind kind)
    {
        using LockStage stage = new();
        WorkerMutex mutex = (WorkerMutex)stage.Space.Create(kind, "it");
        Actor holder = stage.Enter();
        Actor sameWorker = stage.Enter(holder.Seat);
        Actor other = stage.Enter();
        Assert.Equal("LockNotHeld", holder.Refusal(mutex.Exit));

        holder.Do(() => mutex.Enter());

        Assert.Equal("LockNotHeld", sameWorker.Refusal(mutex.Exit));
        Assert.Equal("LockNotHeld", other.Refusal(mutex.Exit));
        Assert.False(sameWorker.Do(() => mutex.TryEnter()));
        Assert.Equal(Environment.ProcessId, mutex.HolderProcessId);
        holder.Do(mutex.Exit);
        Assert.Null(mutex.HolderProcessId);
        Assert.Equal("LockNotHeld", holder.Refusal(mutex.Exit));
    }

    [Theory, InlineData(false), InlineData(true)]
    public void Is_waited_for_no_longer_than_allowed(bool isRemote)
    {
        using LockStage stage = new(isRemote);
        WorkerMutex mutex = WorkerMutex.Create(stage.Space);
        Actor holder = stage.Enter();
        Actor other = stage.Enter();
        holder.Do(() => mutex.Enter());
        using CancellationTokenSource stop = new();

        Assert.False(other.Do(() => mutex.TryEnter()));
        Assert.False(other.Do(() => mutex.TryEnter(0.02)));
        Assert.Equal(LockEntry.NotEntered, other.Do(() => mutex.Enter(Soon)));
        Task<LockEntry> wait = other.Begin(() => mutex.Enter(null, stop.Token));
        Actor.Until(() => mutex.Waiting == 1);
        stop.Cancel();

        Assert.Equal(LockEntry.NotEntered, Actor.Result(wait));
        Assert.Equal(0, mutex.Waiting);
        holder.Do(mutex.Exit);
        Assert.True(other.Do(() => mutex.TryEnter()));
    }

    [Theory, InlineData(-1.0), InlineData(double.NaN), InlineData(1e9)]
    public void Takes_no_time_out_that_is_none(double seconds)
    {
        using LockStage stage = new();
        WorkerMutex mutex = WorkerMutex.Create(stage.Space);

        Assert.Throws<ArgumentOutOfRangeException>(() => mutex.TryEnter(seconds));
        Assert.Throws<ArgumentOutOfRangeException>(() => mutex.TryEnter(TimeSpan.FromTicks(-1)));
        Assert.False(mutex.IsHeld);
    }

    [Theory, InlineData(SharedKind.RecursiveLock), InlineData(SharedKind.Condition)]
    public void Is_taken_several_times_if_it_is_recursive(SharedKind kind)
    {
        using LockStage stage = new();
        WorkerMutex mutex = (WorkerMutex)stage.Space.Create(kind, string.Empty);
        Actor holder = stage.Enter();
        Actor other = stage.Enter();

        holder.Do(() => mutex.Enter());
        holder.Do(() => mutex.Enter(TimeSpan.Zero));
        Assert.True(holder.Do(() => mutex.TryEnter()));
        Assert.Equal(3, mutex.Depth);
        Task<LockEntry> wait = other.Begin(() => mutex.Enter());
        Actor.Until(() => mutex.Waiting == 1);
        holder.Do(mutex.Exit);
        holder.Do(mutex.Exit);
        Assert.False(wait.IsCompleted);
        holder.Do(mutex.Exit);

        Assert.Equal(LockEntry.Entered, Actor.Result(wait));
        Assert.Equal(1, mutex.Depth);
    }

    [Theory]
    [InlineData(SharedKind.Lock, false)]
    [InlineData(SharedKind.RecursiveLock, false)]
    [InlineData(SharedKind.Condition, false)]
    [InlineData(SharedKind.Lock, true)]
    public void Goes_on_when_its_holder_dies_and_tells_the_next(SharedKind kind, bool isRemote)
    {
        using LockStage stage = new(isRemote);
        WorkerMutex mutex = (WorkerMutex)stage.Space.Create(kind, string.Empty);
        Actor dies = stage.Enter();
        Actor waitsAndDies = stage.Enter();
        Actor next = stage.Enter();
        Actor last = stage.Enter();
        dies.Do(() => mutex.Enter());
        Task<LockEntry> lost = waitsAndDies.Begin(() => mutex.Enter());
        Actor.Until(() => mutex.Waiting == 1);
        Task<LockEntry> wait = next.Begin(() => mutex.Enter());
        Actor.Until(() => mutex.Waiting == 2);

        waitsAndDies.Die();
        Assert.Equal(LockEntry.NotEntered, Actor.Result(lost));
        Assert.False(mutex.IsAbandoned);
        dies.Die();

        Assert.Equal(LockEntry.EnteredAbandoned, Actor.Result(wait));
        Assert.True(mutex.IsAbandoned);
        Assert.Equal("WorkerEnded", dies.Refusal(mutex.Exit));
        Assert.Equal("WorkerEnded", dies.Refusal(() => mutex.Enter()));

        // Told, and left as it was: the next is told as well.
        next.Do(() => mutex.Exit(isUnmended: true));
        Assert.Equal("Abandoned", mutex.State);
        Assert.Equal(LockEntry.EnteredAbandoned, last.Do(() => mutex.Enter()));
        last.Do(mutex.Exit);
        Assert.False(mutex.IsAbandoned);
        Assert.Equal(LockEntry.Entered, next.Do(() => mutex.Enter()));
    }

    [Fact]
    public void Is_released_when_its_holders_script_ends()
    {
        using LockStage stage = new();
        WorkerMutex mutex = WorkerMutex.Create(stage.Space, isRecursive: true);
        Actor holder = stage.Enter();
        Actor bystander = stage.Enter();
        holder.Do(() => mutex.Enter());
        holder.Do(() => mutex.Enter());

        bystander.EndRun();
        Assert.True(mutex.IsHeld);
        holder.EndRun();

        Assert.False(mutex.IsHeld);
        Assert.Equal(LockEntry.EnteredAbandoned, holder.Do(() => mutex.Enter()));
        holder.Do(mutex.Exit);
        holder.EndRun();
        Assert.False(mutex.IsAbandoned);
    }

    [Fact]
    public void Is_released_when_a_worker_process_dies_with_workers_of_its_own()
    {
        using LockStage stage = new(isRemote: true);
        WorkerMutex mutex = WorkerMutex.Create(stage.Space);
        WorkerMutex here = (WorkerMutex)stage.Session.Find(mutex.Name);
        stage.Enter().Do(() => mutex.Enter());

        stage.Desk!.Leave(default);

        Assert.Equal(LockEntry.EnteredAbandoned, here.Enter(null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Refuses_all_once_it_is_removed()
    {
        using LockStage stage = new();
        WorkerMutex mutex = WorkerMutex.Create(stage.Space);
        Actor holder = stage.Enter();
        Actor other = stage.Enter();
        holder.Do(() => mutex.Enter());
        Task<LockEntry> wait = other.Begin(() => mutex.Enter());
        Actor.Until(() => mutex.Waiting == 1);

        stage.Space.Remove(mutex);

        Assert.Equal("SharedObjectRemoved", Assert.Throws<ShareException>(() => Actor.Result(wait)).Id);
        Assert.Equal("SharedObjectRemoved", holder.Refusal(mutex.Exit));
        Assert.Empty(holder.Seat.Holds);
        holder.Die();
    }
}
