using PiPS.Engine.Protocol;
using PiPS.Engine.Sharing;
using PiPS.Engine.Sharing.Locks;

namespace PiPS.Engine.Tests.Sharing.Locks;

public sealed class SemaphoreTests
{
    [Fact]
    public void Has_so_many_places_first_come_first_served()
    {
        using LockStage stage = new();
        WorkerSemaphore semaphore = WorkerSemaphore.Create(stage.Space, 2);
        Actor[] actors = stage.Enter(4);

        Assert.True(actors[0].Do(() => semaphore.TryEnter()));
        Assert.True(actors[0].Do(() => semaphore.TryEnter()));
        Assert.Equal(0, semaphore.Available);
        Assert.False(actors[1].Do(() => semaphore.TryEnter(0.02)));
        Task<LockEntry> second = actors[2].Begin(() => semaphore.Enter());
        Actor.Until(() => semaphore.Waiting == 1);
        Task<LockEntry> third = actors[3].Begin(() => semaphore.Enter());
        Actor.Until(() => semaphore.Waiting == 2);
        actors[0].Do(semaphore.Exit);
        Assert.Equal(LockEntry.Entered, Actor.Result(second));
        Assert.False(third.IsCompleted);
        actors[2].Do(semaphore.Exit);
        Assert.Equal(LockEntry.Entered, Actor.Result(third));
        Assert.Equal("0 of 2 free", semaphore.State);
    }

    [Fact]
    public void Is_released_by_anybody_but_not_more_often_than_taken()
    {
        using LockStage stage = new();
        WorkerSemaphore semaphore = WorkerSemaphore.Create(stage.Space, 2);
        Actor taker = stage.Enter();
        Actor releaser = stage.Enter();
        Assert.Equal("SemaphoreFull", releaser.Refusal(semaphore.Exit));

        taker.Do(() => semaphore.Enter());
        releaser.Do(semaphore.Exit);

        Assert.Equal(2, semaphore.Available);
        Assert.Equal("SemaphoreFull", taker.Refusal(semaphore.Exit));

        // What it handed on isn't released again when it dies.
        Assert.Empty(taker.Seat.Holds);
        releaser.Do(() => semaphore.Enter());
        taker.Die();
        Assert.Equal(1, semaphore.Available);
    }

    [Fact]
    public void Gets_the_places_of_a_worker_that_dies_back_and_tells_those_that_take_them()
    {
        using LockStage stage = new();
        WorkerSemaphore semaphore = WorkerSemaphore.Create(stage.Space, 3);
        Actor dies = stage.Enter();
        Actor sameWorker = stage.Enter(dies.Seat);
        Actor other = stage.Enter();
        dies.Do(() => semaphore.Enter());
        sameWorker.Do(() => semaphore.Enter());
        other.Do(() => semaphore.Enter());

        dies.Die();

        Assert.Equal(2, semaphore.Available);
        Assert.True(semaphore.IsAbandoned);
        Actor next = stage.Enter();
        Assert.Equal(LockEntry.EnteredAbandoned, next.Do(() => semaphore.Enter()));
        next.Do(() => semaphore.Exit(isUnmended: true));
        Assert.Equal(LockEntry.EnteredAbandoned, next.Do(() => semaphore.Enter()));
        next.Do(semaphore.Exit);
        Assert.Equal(LockEntry.EnteredAbandoned, next.Do(() => semaphore.Enter()));
        next.Do(semaphore.Exit);
        Assert.False(semaphore.IsAbandoned);
        Assert.Equal(LockEntry.Entered, next.Do(() => semaphore.Enter()));
    }

    [Theory, InlineData(0), InlineData(-1), InlineData(WorkerLock.MostCount + 1)]
    public void Is_not_made_with_no_place_or_too_many(int count)
    {
        using LockStage stage = new();

        Assert.Throws<ArgumentOutOfRangeException>(() => WorkerSemaphore.Create(stage.Space, count));
        Assert.Throws<ArgumentOutOfRangeException>(() => WorkerBarrier.Create(stage.Space, count));

        if (count >= 0)
        {
            byte[] options = new ShareWriter().Number(count).ToArray();
            Assert.Throws<ProtocolException>(() => stage.Space.Create(SharedKind.Semaphore, string.Empty, options));
            Assert.Throws<ProtocolException>(() => stage.Space.Create(SharedKind.Barrier, string.Empty, options));
        }

        Assert.Empty(stage.Space.All());
    }

    [Fact]
    public void Refuses_those_that_wait_once_it_is_removed()
    {
        using LockStage stage = new();
        WorkerSemaphore semaphore = WorkerSemaphore.Create(stage.Space, 1);
        Actor holder = stage.Enter();
        holder.Do(() => semaphore.Enter());
        Task<LockEntry> wait = stage.Enter().Begin(() => semaphore.Enter());
        Actor.Until(() => semaphore.Waiting == 1);

        stage.Space.Remove(semaphore);

        Assert.Equal("SharedObjectRemoved", Assert.Throws<ShareException>(() => Actor.Result(wait)).Id);
        Assert.Empty(holder.Seat.Holds);
    }
}
