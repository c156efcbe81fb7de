using PiPS.Engine.Sharing;
using PiPS.Engine.Values;

namespace PiPS.Engine.Tests.Sharing;

/// <summary>Sessions for tests; and a wait that hangs fails them.</summary>
internal static class Spaces
{
    // Long enough for whoever would do something wrong to do it.
    public static readonly TimeSpan AMoment = TimeSpan.FromMilliseconds(30);

    public static LocalSpace Session()
    {
        LocalSpace? space = null;
        return space = new(() => new CompactCodec(null, space));
    }

    public static RemoteSpace Remote()
    {
        RemoteSpace? space = null;
        return space = new(() => new CompactCodec(null, space));
    }

    public static byte[] Joined(ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> content) => [.. head.Span, .. content.Span];

    /// <summary>Waits for what another thread does.</summary>
    public static T Soonest<T>(this Task<T> task)
    {
        Assert.True(task.Wait(Deadline.Generous, TestContext.Current.CancellationToken), "It hangs.");
        return task.Result;
    }

    /// <summary>The same, for what has no outcome.</summary>
    public static void Soonest(this Task task) => Assert.True(task.Wait(Deadline.Generous, TestContext.Current.CancellationToken), "It hangs.");

    /// <summary>The error's name, of what is refused.</summary>
    public static string Refused(Action act)
    {
        ShareException refused = Assert.Throws<ShareException>(act);
        Assert.NotEmpty(refused.Message);
        Assert.EndsWith(".", refused.Advice, StringComparison.Ordinal);
        return refused.Id;
    }
}
