using System.Diagnostics.CodeAnalysis;

namespace PiPS.Engine.Sharing.Messages;

/// <summary>What messages are sent to and received from: a queue, or a pipe's end.</summary>
public abstract class MessageChannel : SharedProxy
{
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
    public bool Send(object? value, TimeSpan? limit = null, CancellationToken stop = default)
        => Space.Ask(Reference.Id, ShareVerb.Put, Packed([Space.Encode(value)]), limit, stop).Status == ShareStatus.Done;

    /// <summary>Sends a message, if there is room at once.</summary>
    public bool TrySend(object? value) => Send(value, TimeSpan.Zero);

    /// <summary>Receives a message.</summary>
    /// <param name="value">The message.</param>
    /// <param name="limit">How long to wait for it; <see langword="null"/> for no limit.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <returns>Whether there was one.</returns>
    public bool Receive(out object? value, TimeSpan? limit = null, CancellationToken stop = default)
    {
        ShareAnswer answer = Space.Ask(Reference.Id, ShareVerb.TakeOne, default, limit, stop);
        value = answer.Status == ShareStatus.Done ? Space.Decode(answer.Content) : null;
        return answer.Status == ShareStatus.Done;
    }

    /// <summary>Receives a message, if there is one.</summary>
    public bool TryReceive([MaybeNull] ref object? value) => Receive(out value, TimeSpan.Zero);

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
