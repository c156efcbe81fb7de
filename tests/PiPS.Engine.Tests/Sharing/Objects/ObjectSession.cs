using PiPS.Engine.Sharing;
using PiPS.Engine.Tests.Values;
using PiPS.Engine.Tests.Workers;
using PiPS.Engine.Values;

namespace PiPS.Engine.Tests.Sharing.Objects;

/// <summary>A session's shared objects, and workers in this process that use them from seats of their own.</summary>
internal sealed class ObjectSession
{
    public ObjectSession()
    {
        CompactCodec? codec = null;

        // A worker is its seat, whichever thread it is on.
        Space = new(() => codec!, () => 0);
        codec = new(new FakeShell(), Space);
    }

    public LocalSpace Space { get; }

    /// <summary>Does something as a worker would, on the calling thread.</summary>
    public static T As<T>(Seat seat, Func<T> act)
    {
        ShareSpace.Sit(seat);

        try
        {
            return act();
        }
        finally
        {
            ShareSpace.Sit(null);
        }
    }

    /// <summary>Does something as a worker would, on a thread of its own.</summary>
    public static Task<T> Begin<T>(Seat seat, Func<T> act)
        => Task.Factory.StartNew(() => As(seat, act), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    public static Task Begin(Seat seat, Action act) => Begin(seat, () =>
    {
        act();
        return 0;
    });

    /// <summary>Begins what has to wait, and returns once it does.</summary>
    public static Task<T> BeginWaiting<T>(Seat seat, Func<T> act)
    {
        Task<T> waiting = Begin(seat, act);
        Eventually.Holds(() => seat.Waiting.Count == 1, "a request that waits");
        return waiting;
    }

    public static Task BeginWaiting(Seat seat, Action act) => BeginWaiting(seat, () =>
    {
        act();
        return 0;
    });

    public static void Refused(string id, Func<object?> act) => Assert.Equal(id, Assert.Throws<ShareException>(act).Id);

    public static void Refused(string id, Action act) => Assert.Equal(id, Assert.Throws<ShareException>(act).Id);
}
