using System.Collections.Concurrent;
using PiPS.Engine.Sharing;

namespace PiPS.Engine.Tests.Sharing.Locks;

/// <summary>A script of a worker: a thread of its own, which asks from that worker's seat.</summary>
internal sealed class Actor : IDisposable
{
    private readonly BlockingCollection<Action> _acts = [];
    private readonly Thread _thread;

    /// <param name="space">Where it asks.</param>
    /// <param name="seat">The worker's; <see langword="null"/> for another worker.</param>
    public Actor(ShareSpace space, Seat? seat = null)
    {
        Seat = seat ?? space.Join();
        _thread = new(() =>
        {
            ShareSpace.Sit(Seat);

            foreach (Action act in _acts.GetConsumingEnumerable())
            {
                act();
            }
        })
        { IsBackground = true };
        _thread.Start();
    }

    public Seat Seat { get; }

    /// <summary>Begins something on its thread.</summary>
    public Task<T> Begin<T>(Func<T> act)
    {
        TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _acts.Add(() =>
        {
            try
            {
                done.SetResult(act());
            }
            catch (Exception error)
            {
                done.SetException(error);
            }
        });
        return done.Task;
    }

    public T Do<T>(Func<T> act) => Result(Begin(act));

    public void Do(Action act) => Do(() =>
    {
        act();
        return true;
    });

    /// <summary>The id of the refusal that something ends with.</summary>
    public string Refusal(Action act) => Assert.Throws<ShareException>(() => Do(act)).Id;

    /// <summary>Its worker dies.</summary>
    public void Die() => Seat.Space.Leave(Seat, default);

    /// <summary>Its worker's script ends.</summary>
    public void EndRun() => Seat.Space.EndRun(Seat);

    public void Dispose() => _acts.CompleteAdding();

    /// <summary>What a task gives; fails if it doesn't end.</summary>
    public static T Result<T>(Task<T> task)
    {
        Assert.True(Task.WaitAny([task], Deadline.Generous) == 0, "It didn't end.");
        return task.GetAwaiter().GetResult();
    }

    /// <summary>Waits for something to come true.</summary>
    public static void Until(Func<bool> condition)
        => Assert.True(SpinWait.SpinUntil(condition, Deadline.Generous), "It didn't come true.");
}
