using System.Diagnostics.CodeAnalysis;

namespace PiPS.Engine.Sharing.Messages;

/// <summary>What messages are sent to and received from: a queue, or a pipe's end.</summary>
public abstract class MessageChannel : SharedProxy
{
    private static readonly ReadOnlyMemory<byte> HasOthersAhead = new byte[] { 1 };

    private protected MessageChannel(ShareSpace space, in SharedReference reference)
        : base(space, reference)
    {
    }

    /// <summary>Its name.</summary>
    public string Name => Reference.Name;

    /// <summary>Sends a message.</summary>
    /// <param name="value">A copy of it is received.</param>
    /// <param name="limit">How long it may wait for room; <see langword="null"/> for no limit.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <returns>Whether it was sent.</returns>
    /// <exception cref="ShareException">No more can be sent.</exception>
    /// <remarks>
    /// In a worker, where there is room for any number of messages and no limit is given, it doesn't wait until the session has taken note of each: that the
    /// channel ended meanwhile is then said by the script's next call.
    /// </remarks>
    public bool Send(object? value, TimeSpan? limit = null, CancellationToken stop = default)
        => Space.WithBytes(value, bytes => SendQuietly(bytes, limit, stop) || SendBytes(bytes, limit, stop));

    /// <summary>Sends a message, if there is room at once.</summary>
    public bool TrySend(object? value) => Send(value, TimeSpan.Zero);

    /// <summary>Receives a message.</summary>
    /// <param name="value">The message.</param>
    /// <param name="limit">How long to wait for it; <see langword="null"/> for no limit.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="ShareException">It is refused.</exception>
    public bool Receive(out object? value, TimeSpan? limit = null, CancellationToken stop = default)
        => ReceiveOne(out value, limit, stop) == Reception.Message;

    /// <summary>Receives a message, if there is one.</summary>
    public bool TryReceive([MaybeNull] ref object? value) => Receive(out value, TimeSpan.Zero);

    /// <summary>Waits until any of several channels has a message, or its end.</summary>
    /// <param name="channels">The channels, of one session.</param>
    /// <param name="limit">How long to wait; <see langword="null"/> for no limit.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <returns>Those that have; none after the limit.</returns>
    /// <exception cref="ShareException">One was removed.</exception>
    public static IReadOnlyList<MessageChannel> WaitForAny(IReadOnlyList<MessageChannel> channels, TimeSpan? limit = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(channels);

        if (channels.Count == 0)
        {
            return [];
        }

        ShareWriter content = new();
        content.Number(channels.Count);

        foreach (MessageChannel channel in channels)
        {
            content.Number(channel.Reference.Id);
        }

        ShareAnswer answer = channels[0].Space.Ask(0, ShareVerb.WaitAny, content.ToArray(), limit, stop);

        if (answer.Status != ShareStatus.Done)
        {
            return [];
        }

        ShareReader ready = new(answer.Content);
        HashSet<long> ids = [];

        for (int left = ready.Count(); left > 0; left--)
        {
            ids.Add(ready.Number());
        }

        return [.. channels.Where(channel => ids.Contains(channel.Reference.Id)).Distinct()];
    }

    /// <summary>Whether there is room for any number of messages.</summary>
    private protected abstract bool IsRoomy { get; }

    /// <summary>Receives a message, and says why there is none.</summary>
    internal Reception ReceiveOne(out object? value, TimeSpan? limit, CancellationToken stop)
    {
        Space.Quiet(Reference.Id)?.Check();
        ShareAnswer answer = Space.Ask(Reference.Id, ShareVerb.TakeOne, Space.Current.IsTakingAhead ? HasOthersAhead : default, limit, stop);
        value = answer.Status == ShareStatus.Done ? Space.Decode(answer.Content) : null;
        answer.Parcel?.Release();
        return answer.Status switch
        {
            ShareStatus.Done => Reception.Message,
            ShareStatus.Ended => Reception.Ended,
            _ => Reception.None,
        };
    }

    internal bool SendBytes(ReadOnlyMemory<byte> bytes, TimeSpan? limit, CancellationToken stop)
        => Space.Ask(Reference.Id, ShareVerb.PutOne, bytes, limit, stop).Status == ShareStatus.Done;

    private bool SendQuietly(ReadOnlyMemory<byte> bytes, TimeSpan? limit, CancellationToken stop)
        => limit is null && !stop.CanBeCanceled && Space.Quiet(Reference.Id) is QuietSending quiet && IsRoomy && quiet.TrySend(bytes);

    internal static byte[] Packed(IReadOnlyCollection<byte[]> messages)
    {
        ShareWriter content = new(messages.Sum(message => message.Length + 10) + 10);
        content.Number(messages.Count);

        foreach (byte[] message in messages)
        {
            content.Bytes(message);
        }

        return content.ToArray();
    }
}
