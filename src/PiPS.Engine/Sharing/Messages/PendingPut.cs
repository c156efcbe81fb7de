using System.Diagnostics.CodeAnalysis;

namespace PiPS.Engine.Sharing.Messages;

/// <summary>Messages that wait to go in.</summary>
internal sealed class PendingPut
{
    private readonly Parcel[] _messages;

    private PendingPut(ShareCall call, Parcel[] messages)
    {
        Call = call;
        _messages = messages;
    }

    /// <summary>The request that brings them.</summary>
    public ShareCall Call { get; }

    /// <summary>All of them.</summary>
    public int Count => _messages.Length;

    /// <summary>How many have gone in.</summary>
    public int Done { get; set; }

    public static PendingPut Of(ShareCall call)
    {
        if (call.Verb == ShareVerb.PutOne)
        {
            Parcel only = call.Parcel!;
            call.Parcel = null;
            return new(call, [only]);
        }

        ShareReader content = new(call.Content);
        Parcel[] messages = new Parcel[content.Count()];

        for (int i = 0; i < messages.Length; i++)
        {
            // A copy: a small one is not to keep all that came with it.
            messages[i] = Parcel.Copy(content.Bytes().Span);
        }

        content.End();
        return new(call, messages);
    }

    /// <summary>The next to go in.</summary>
    public bool Peek([NotNullWhen(true)] out Parcel? message)
    {
        message = Done < _messages.Length ? _messages[Done] : null;
        return message is not null;
    }
}
