using PiPS.Engine.Sharing;

namespace PiPS.Engine.Tests.Sharing;

/// <summary>One who asks from a seat of its own, as a pool's thread does.</summary>
internal sealed class Worker
{
    /// <param name="space">Where it asks.</param>
    public Worker(ShareSpace space)
    {
        Seat = space.Join();
    }

    public Seat Seat { get; }

    /// <summary>Does something from its seat, here and now.</summary>
    public T Do<T>(Func<T> act)
    {
        ShareSpace.Sit(Seat);

        try
        {
            return act();
        }
        finally
        {
            ShareSpace.Sit(null);
        }
    }

    /// <summary>The same, for what has no outcome.</summary>
    public void Do(Action act) => Do(() =>
    {
        act();
        return true;
    });

    /// <summary>Does something from its seat, on a thread.</summary>
    public Task<T> Begin<T>(Func<T> act) => Task.Factory.StartNew(() => Do(act), TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>The same; returns once it waits for an answer.</summary>
    public Task<T> BeginToWait<T>(Func<T> act)
    {
        int before = Seat.Waiting.Count;
        Task<T> begun = Begin(act);
        Assert.True(SpinWait.SpinUntil(() => Seat.Waiting.Count > before || begun.IsCompleted, Deadline.Generous));
        return begun;
    }

    public void EndRun() => Seat.Space.EndRun(Seat);

    /// <summary>It dies, and has left word how far it got.</summary>
    public void Leave() => Seat.Space.Leave(Seat, Seat.Close());

    /// <summary>It dies, and this is known of how far it got.</summary>
    public void Leave(TakenMark mark) => Seat.Space.Leave(Seat, mark);
}
