namespace PiPS.Engine.Sharing.Messages;

/// <summary>Messages that wait to go in.</summary>
internal sealed class PendingPut
{
    private readonly ReadOnlyMemory<byte>[] _messages;

    private PendingPut(ShareCall call, ReadOnlyMemory<byte>[] messages)
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
        ShareReader content = new(call.Content);
        ReadOnlyMemory<byte>[] messages = new ReadOnlyMemory<byte>[content.Count()];

        for (int i = 0; i < messages.Length; i++)
        {
            messages[i] = content.Bytes();

            // A small one is not to keep all that came with it.
            if (messages.Length > 1)
            {
                messages[i] = messages[i].ToArray();
            }
        }

        content.End();
        return new(call, messages);
    }

    /// <summary>The next to go in.</summary>
    public bool Peek(out ReadOnlyMemory<byte> message)
    {
        bool any = Done < _messages.Length;
        message = any ? _messages[Done] : default;
        return any;
    }
}
