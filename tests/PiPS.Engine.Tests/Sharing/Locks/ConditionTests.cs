using PiPS.Engine.Sharing;
using PiPS.Engine.Sharing.Locks;

namespace PiPS.Engine.Tests.Sharing.Locks;

public sealed class ConditionTests
{
    [Theory, InlineData(false), InlineData(true)]
    public void Wakes_those_that_waited_longest_first(bool isRemote)
    {
        using LockStage stage = new(isRemote);
        WorkerCondition condition = WorkerCondition.Create(stage.Space);
        Actor notifier = stage.Enter();
        List<Task<ConditionWait>> waits = [];

        foreach (Actor actor in stage.Enter(5))
        {
            waits.Add(actor.Begin(() => EnterAndWait(condition)));
            Actor.Until(() => condition.Waiting == waits.Count && !condition.IsHeld);
        }

        Notify(notifier, condition, 1);
        Assert.Equal(new ConditionWait(true, LockEntry.Entered), Actor.Result(waits[0]));
        Assert.DoesNotContain(waits.Skip(1), wait => wait.IsCompleted);
        Notify(notifier, condition, 2);
        Assert.True(Actor.Result(waits[1]).WasNotified && Actor.Result(waits[2]).WasNotified);
        Assert.DoesNotContain(waits.Skip(3), wait => wait.IsCompleted);
        notifier.Do(() =>
        {
            condition.Enter();
            condition.NotifyAll();
            condition.Exit();
        });
        Assert.True(Actor.Result(waits[3]).WasNotified && Actor.Result(waits[4]).WasNotified);
        Assert.False(condition.IsHeld);

        // None waits: it is no signal that is kept.
        Notify(notifier, condition, 5);
        Assert.False(notifier.Do(() => EnterAndWait(condition, TimeSpan.Zero)).WasNotified);
    }

    [Fact]
    public void Is_waited_for_and_notified_by_its_holder_alone()
    {
        using LockStage stage = new();
        WorkerCondition condition = WorkerCondition.Create(stage.Space);
        Actor actor = stage.Enter();
        Assert.Equal("LockNotHeld", actor.Refusal(() => condition.Wait()));
        Assert.Equal("LockNotHeld", actor.Refusal(condition.Notify));
        Assert.Equal("LockNotHeld", actor.Refusal(condition.NotifyAll));
        stage.Enter().Do(() => condition.Enter());
        Assert.Equal("LockNotHeld", actor.Refusal(() => condition.Wait()));
        Assert.Equal("LockNotHeld", actor.Refusal(condition.Notify));
        Assert.Throws<ArgumentOutOfRangeException>(() => condition.Notify(0));
    }

    [Theory, InlineData(false), InlineData(true)]
    public void Is_released_wholly_while_its_holder_waits_and_taken_again_as_often(bool isNotified)
    {
        using LockStage stage = new();
        WorkerCondition condition = WorkerCondition.Create(stage.Space);
        Actor waiter = stage.Enter();
        Actor other = stage.Enter();
        waiter.Do(() => condition.Enter());
        waiter.Do(() => condition.Enter());
        waiter.Do(() => condition.Enter());
        Task<LockEntry> next = other.Begin(() => condition.Enter());
        Actor.Until(() => condition.Waiting == 1);
        Task<ConditionWait> wait = waiter.Begin(() => condition.Wait(isNotified ? null : TimeSpan.FromMilliseconds(20)));
        Assert.Equal(LockEntry.Entered, Actor.Result(next));

        if (isNotified)
        {
            other.Do(condition.Notify);
        }

        // It has to have the lock again, also when its time is over.
        Assert.False(wait.IsCompleted);
        other.Do(condition.Exit);

        Assert.Equal(new ConditionWait(isNotified, LockEntry.Entered), Actor.Result(wait));
        Assert.Equal(3, condition.Depth);
        waiter.Do(condition.Exit);
        waiter.Do(condition.Exit);
        waiter.Do(condition.Exit);
        Assert.Equal("LockNotHeld", waiter.Refusal(condition.Exit));
    }

    [Fact]
    public void Is_not_taken_again_by_one_that_is_stopped()
    {
        using LockStage stage = new();
        WorkerCondition condition = WorkerCondition.Create(stage.Space);
        Actor waiter = stage.Enter();
        Actor other = stage.Enter();
        using CancellationTokenSource stop = new();
        Task<ConditionWait> wait = waiter.Begin(() =>
        {
            condition.Enter();
            return condition.Wait(null, stop.Token);
        });
        Actor.Until(() => condition.Waiting == 1);
        other.Do(() => condition.Enter());

        stop.Cancel();

        Assert.Equal(new ConditionWait(false, LockEntry.NotEntered), Actor.Result(wait));
        Assert.Equal(0, condition.Waiting);
        other.Do(condition.Exit);
        Assert.False(condition.IsHeld);
    }

    [Fact]
    public void Tells_who_was_notified_that_the_holder_died()
    {
        using LockStage stage = new();
        WorkerCondition condition = WorkerCondition.Create(stage.Space);
        Task<ConditionWait> wait = stage.Enter().Begin(() => condition.Enter() == LockEntry.Entered ? condition.Wait() : default);
        Actor.Until(() => condition.Waiting == 1 && !condition.IsHeld);
        Actor dies = stage.Enter();
        dies.Do(() => condition.Enter());
        dies.Do(condition.Notify);
        Assert.False(wait.IsCompleted);

        dies.Die();

        Assert.Equal(new ConditionWait(true, LockEntry.EnteredAbandoned), Actor.Result(wait));
    }

    [Fact]
    public void Forgets_waiters_that_die_and_refuses_those_that_are_left_when_it_is_removed()
    {
        using LockStage stage = new();
        WorkerCondition condition = WorkerCondition.Create(stage.Space);
        Actor dies = stage.Enter();
        Task<ConditionWait> dead = dies.Begin(() => EnterAndWait(condition));
        Actor.Until(() => condition.Waiting == 1);
        Task<ConditionWait> left = stage.Enter().Begin(() => EnterAndWait(condition));
        Actor.Until(() => condition.Waiting == 2 && !condition.IsHeld);

        dies.Die();
        Assert.Equal("WorkerEnded", Assert.Throws<ShareException>(() => Actor.Result(dead)).Id);
        Assert.Equal(1, condition.Waiting);
        Assert.False(condition.IsAbandoned);
        stage.Space.Remove(condition);

        Assert.Equal("SharedObjectRemoved", Assert.Throws<ShareException>(() => Actor.Result(left)).Id);
    }

    private static ConditionWait EnterAndWait(WorkerCondition condition, TimeSpan? limit = null)
    {
        condition.Enter();
        ConditionWait wait = condition.Wait(limit);
        condition.Exit();
        return wait;
    }

    private static void Notify(Actor actor, WorkerCondition condition, int count) => actor.Do(() =>
    {
        condition.Enter();
        condition.Notify(count);
        condition.Exit();
    });
}
