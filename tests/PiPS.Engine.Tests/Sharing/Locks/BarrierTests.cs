using PiPS.Engine.Sharing;
using PiPS.Engine.Sharing.Locks;

namespace PiPS.Engine.Tests.Sharing.Locks;

public sealed class BarrierTests
{
    [Theory, InlineData(false), InlineData(true)]
    public void Holds_its_parties_until_all_are_there_again_and_again(bool isRemote)
    {
        using LockStage stage = new(isRemote);
        WorkerBarrier barrier = WorkerBarrier.Create(stage.Space, 4);
        int[] rounds = new int[4];

        Task<bool>[] all = [.. stage.Enter(4).Select((actor, number) => actor.Begin(() =>
        {
            for (int round = 1; round <= 200; round++)
            {
                rounds[number] = round;
                barrier.Wait();

                // All have begun this round, and none the one after the next.
                if (rounds.Any(other => other < round || other > round + 1))
                {
                    return false;
                }
            }

            return true;
        }))];

        Array.ForEach(all, one => Assert.True(Actor.Result(one)));
        Assert.Equal("0 of 4 here", barrier.State);
        Assert.Equal(4, barrier.Parties);
    }

    [Fact]
    public void Gives_each_party_its_place_in_the_order_of_arrival()
    {
        using LockStage stage = new();
        WorkerBarrier barrier = WorkerBarrier.Create(stage.Space, 3);
        List<Task<int?>> waits = [];

        foreach (Actor actor in stage.Enter(3))
        {
            Assert.Equal(waits.Count, barrier.Waiting);
            waits.Add(actor.Begin(() => barrier.Wait()));
            Actor.Until(() => barrier.Waiting == waits.Count % 3);
        }

        Assert.Equal([0, 1, 2], waits.ConvertAll(wait => Actor.Result(wait)!.Value));
    }

    // How one party gives up => what the others are told.
    [Theory]
    [InlineData("time-out", "gave up", false)]
    [InlineData("stop", "gave up", false)]
    [InlineData("death", "died", false)]
    [InlineData("abort", "aborted", false)]
    [InlineData("time-out", "gave up", true)]
    [InlineData("death", "died", true)]
    public void Is_broken_for_all_by_one_that_gives_up_until_it_is_reset(string how, string told, bool isRemote)
    {
        using LockStage stage = new(isRemote);
        WorkerBarrier barrier = WorkerBarrier.Create(stage.Space, 3);
        Actor waiter = stage.Enter();
        Actor quitter = stage.Enter();
        using CancellationTokenSource stop = new();
        Task<int?> wait = waiter.Begin(() => barrier.Wait());
        Actor.Until(() => barrier.Waiting == 1);
        Task<int?> quits = how == "abort"
            ? Task.FromResult<int?>(null)
            : quitter.Begin(() => barrier.Wait(how == "time-out" ? TimeSpan.FromMilliseconds(20) : null, stop.Token));

        switch (how)
        {
            case "stop":
                Actor.Until(() => barrier.Waiting == 2);
                stop.Cancel();
                break;
            case "death":
                Actor.Until(() => barrier.Waiting == 2);
                quitter.Die();
                break;
            case "abort":
                quitter.Do(barrier.Abort);
                break;
        }

        Assert.Null(Actor.Result(quits));
        ShareException broken = Assert.Throws<ShareException>(() => Actor.Result(wait));
        Assert.Equal("BarrierBroken", broken.Id);
        Assert.Contains(told, broken.Message, StringComparison.Ordinal);
        Assert.True(barrier.IsBroken);
        Assert.Equal("Broken", barrier.State);
        Assert.Equal("BarrierBroken", waiter.Refusal(() => barrier.Wait()));

        barrier.Reset();

        Assert.False(barrier.IsBroken);
        Task<int?>[] all = [.. stage.Enter(2).Append(waiter).Select(actor => actor.Begin(() => barrier.Wait()))];
        Assert.Equal([0, 1, 2], all.Select(one => Actor.Result(one)!.Value).Order());
    }

    [Fact]
    public void Tells_those_that_wait_when_it_is_reset_or_removed()
    {
        using LockStage stage = new();
        WorkerBarrier barrier = WorkerBarrier.Create(stage.Space, 2);
        Actor waiter = stage.Enter();
        Task<int?> wait = waiter.Begin(() => barrier.Wait());
        Actor.Until(() => barrier.Waiting == 1);

        barrier.Reset();
        Assert.Equal("BarrierBroken", Assert.Throws<ShareException>(() => Actor.Result(wait)).Id);
        Assert.False(barrier.IsBroken);
        wait = waiter.Begin(() => barrier.Wait());
        Actor.Until(() => barrier.Waiting == 1);
        stage.Space.Remove(barrier);

        Assert.Equal("SharedObjectRemoved", Assert.Throws<ShareException>(() => Actor.Result(wait)).Id);
    }
}
