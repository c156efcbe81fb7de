using PiPS.Engine.Sharing;
using PiPS.Engine.Sharing.Locks;

namespace PiPS.Engine.Tests.Sharing.Locks;

public sealed class EventTests
{
    [Theory, InlineData(false), InlineData(true)]
    public void Lets_all_go_on_once_it_is_set_until_it_is_reset(bool isRemote)
    {
        using LockStage stage = new(isRemote);
        WorkerEvent one = WorkerEvent.Create(stage.Space);
        Actor[] actors = stage.Enter(3);
        Task<bool>[] waits = [.. actors.Select(actor => actor.Begin(() => one.Wait(null, CancellationToken.None)))];
        Actor.Until(() => one.Waiting == 3);
        Assert.False(one.IsSet);
        Assert.Equal("Not set", one.State);

        one.Set();

        Array.ForEach(waits, wait => Assert.True(Actor.Result(wait)));
        Assert.True(one.IsSet);
        one.Set();
        Assert.True(one.TryWait(0.0));
        one.Reset();
        one.Reset();
        Assert.False(one.TryWait(0.02));
        Assert.Equal(0, one.Waiting);
    }

    [Fact]
    public void Is_waited_for_until_stopped_removed_or_dead()
    {
        using LockStage stage = new();
        WorkerEvent one = WorkerEvent.Create(stage.Space);
        using CancellationTokenSource stop = new();
        Task<bool> stopped = stage.Enter().Begin(() => one.Wait(null, stop.Token));
        Actor dies = stage.Enter();
        Task<bool> dead = dies.Begin(() => one.Wait(null, CancellationToken.None));
        Task<bool> refused = stage.Enter().Begin(() => one.Wait(null, CancellationToken.None));
        Actor.Until(() => one.Waiting == 3);

        stop.Cancel();
        Assert.False(Actor.Result(stopped));
        dies.Die();
        Assert.False(Actor.Result(dead));
        Assert.Equal(1, one.Waiting);
        stage.Space.Remove(one);
        Assert.Equal("SharedObjectRemoved", Assert.Throws<ShareException>(() => Actor.Result(refused)).Id);
    }
}
