using PiPS.Engine.Sharing;
using PiPS.Engine.Sharing.Messages;
using PiPS.Engine.Values;

namespace PiPS.Engine.Tests.Sharing;

/// <summary>What tests do with queues and pipes; the end of the test run ends their waits.</summary>
internal static class Channels
{
    private static CancellationToken EndOfTests => TestContext.Current.CancellationToken;

    public static bool Put(this MessageChannel channel, object? value, TimeSpan? limit = null, CancellationToken? stop = null)
        => channel.Send(value, limit, stop ?? EndOfTests);

    public static bool Get(this MessageChannel channel, out object? value, TimeSpan? limit = null, CancellationToken? stop = null)
        => channel.Receive(out value, limit, stop ?? EndOfTests);

    public static Reception Take(this MessageChannel channel, TimeSpan? limit = null) => channel.ReceiveOne(out _, limit, EndOfTests);

    /// <summary>So many messages, which have to come.</summary>
    public static List<object?> Next(this MessageChannel channel, int count)
    {
        List<object?> received = [];

        while (received.Count < count)
        {
            Assert.True(channel.Get(out object? value, Deadline.Generous), "No message comes.");
            received.Add(value);
        }

        return received;
    }

    /// <summary>All the messages that are there.</summary>
    public static List<object?> Rest(this MessageChannel channel)
    {
        List<object?> received = [];

        while (channel.Get(out object? value, TimeSpan.Zero))
        {
            received.Add(value);
        }

        return received;
    }

    public static IReadOnlyList<MessageChannel> WaitForAny(params IReadOnlyList<MessageChannel> channels) => MessageChannel.WaitForAny(channels, null, EndOfTests);

    public static bool IsFinished(this WorkerQueue queue, TimeSpan? limit = null) => queue.Join(limit, EndOfTests);

    public static long Id(this ISharedValue shared) => shared.Reference.Id;

    /// <summary>Asks for what no cmdlet asks for.</summary>
    public static ShareAnswer AskFor(this MessageChannel channel, ShareVerb verb, ShareWriter? content = null, TimeSpan? limit = null)
        => channel.Space.Ask(channel.Id(), verb, content?.ToArray() ?? [], limit, EndOfTests);

    /// <summary>Takes messages ahead.</summary>
    /// <returns>Their batch.</returns>
    public static long TakeAhead(this MessageChannel channel, int most)
        => new ShareReader(channel.AskFor(ShareVerb.Take, new ShareWriter().Number(most)).Content).Number();
}
