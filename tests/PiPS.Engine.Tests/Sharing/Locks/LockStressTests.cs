using PiPS.Engine.Sharing;
using PiPS.Engine.Sharing.Locks;

namespace PiPS.Engine.Tests.Sharing.Locks;

public sealed class LockStressTests
{
    private const int Threads = 8;

    [Theory, InlineData(false), InlineData(true)]
    public void Eight_workers_lose_no_update(bool isRemote)
    {
        using LockStage stage = new(isRemote);
        WorkerMutex mutex = WorkerMutex.Create(stage.Space);
        long count = 0;

        Task<int>[] all = [.. stage.Enter(Threads).Select(actor => actor.Begin(() =>
        {
            for (int i = 0; i < 2000; i++)
            {
                mutex.Enter();
                long before = count;
                Thread.SpinWait(50);
                count = before + 1;
                mutex.Exit();
            }

            return 0;
        }))];
        Array.ForEach(all, one => Actor.Result(one));

        Assert.Equal(Threads * 2000, count);
        Assert.False(mutex.IsHeld);
    }

    [Theory, InlineData(1, false), InlineData(3, false), InlineData(1, true), InlineData(3, true)]
    public void What_is_granted_as_its_waiter_gives_up_is_not_lost(int places, bool isRemote)
    {
        using LockStage stage = new(isRemote);
        HeldLock one = places == 1 ? WorkerMutex.Create(stage.Space) : WorkerSemaphore.Create(stage.Space, places);
        int inside = 0;
        bool tooMany = false;
        int entered = 0;
        int gaveUp = 0;

        Task<int>[] all = [.. stage.Enter(Threads).Select((actor, seed) => actor.Begin(() =>
        {
            Random random = new(seed);

            for (int i = 0; i < 1500; i++)
            {
                using CancellationTokenSource stop = new();
                bool isStopped = random.Next(4) == 0;

                if (isStopped)
                {
                    stop.CancelAfter(random.Next(3));
                }

                if (one.Enter(isStopped ? null : TimeSpan.FromMilliseconds(random.Next(3)), stop.Token) == LockEntry.NotEntered)
                {
                    Interlocked.Increment(ref gaveUp);
                    continue;
                }

                tooMany |= Interlocked.Increment(ref inside) > places;
                Thread.SpinWait(random.Next(2000));
                Interlocked.Increment(ref entered);
                Interlocked.Decrement(ref inside);
                one.Exit();
            }

            return 0;
        }))];
        Array.ForEach(all, task => Actor.Result(task));

        Assert.False(tooMany);
        Assert.True(entered > 0 && gaveUp > 0, $"{entered} entered, {gaveUp} gave up.");
        Assert.False(one.IsHeld);
        Assert.Equal(0, one.Waiting);
        Assert.Equal(places == 1 ? "Free" : $"{places} of {places} free", one.State);
    }

    [Fact]
    public void Workers_that_die_at_any_moment_leave_no_place_taken()
    {
        using LockStage stage = new();
        WorkerSemaphore semaphore = WorkerSemaphore.Create(stage.Space, 2);
        WorkerMutex mutex = WorkerMutex.Create(stage.Space);

        for (int round = 0; round < 300; round++)
        {
            using Actor first = new(stage.Space);
            using Actor second = new(stage.Space);
            Task<bool>[] work = [.. new[] { first, second }.Select(actor => actor.Begin(() => EndlesslyTake(semaphore, mutex)))];
            Thread.SpinWait(round * 20);
            first.Die();
            second.Die();
            Array.ForEach(work, one => Assert.True(Actor.Result(one)));
        }

        Assert.Equal(2, semaphore.Available);
        Assert.Equal(0, semaphore.Waiting);
        Assert.False(mutex.IsHeld);
        Assert.Equal(0, mutex.Waiting);
    }

    [Fact]
    public void Each_notification_wakes_one_also_when_the_first_in_line_gives_up()
    {
        using LockStage stage = new();
        WorkerCondition condition = WorkerCondition.Create(stage.Space);
        Actor[] actors = stage.Enter(3);
        int byFirst = 0;

        for (int round = 0; round < 300; round++)
        {
            Task<bool> first = actors[0].Begin(() => Wait(condition, TimeSpan.FromMilliseconds(1 + (round % 3))));
            Task<bool> second = actors[1].Begin(() => Wait(condition, null));
            Actor.Until(() => condition.Waiting == (first.IsCompleted ? 1 : 2) && !condition.IsHeld);
            Thread.SpinWait(round * 30);
            Notify(actors[2], condition);

            // The one notification went to one of them.
            Actor.Until(() => first.IsCompleted);
            bool wasFirst = Actor.Result(first);
            byFirst += wasFirst ? 1 : 0;

            if (wasFirst)
            {
                Assert.False(second.IsCompleted);
                Notify(actors[2], condition);
            }

            Assert.True(Actor.Result(second));
        }

        Assert.True(byFirst is > 0, "No round had the first in line notified.");
        Assert.Equal(0, condition.Waiting);
        Assert.False(condition.IsHeld);
    }

    private static bool EndlesslyTake(WorkerSemaphore semaphore, WorkerMutex mutex)
    {
        try
        {
            while (true)
            {
                semaphore.Enter();
                mutex.Enter();
                mutex.Exit();
                semaphore.Exit();
            }
        }
        catch (ShareException ended)
        {
            return ended.Id == "WorkerEnded";
        }
    }

    private static bool Wait(WorkerCondition condition, TimeSpan? limit)
    {
        condition.Enter();
        ConditionWait wait = condition.Wait(limit);
        Assert.Equal(LockEntry.Entered, wait.Entry);
        condition.Exit();
        return wait.WasNotified;
    }

    private static void Notify(Actor actor, WorkerCondition condition) => actor.Do(() =>
    {
        condition.Enter();
        condition.Notify();
        condition.Exit();
    });
}
