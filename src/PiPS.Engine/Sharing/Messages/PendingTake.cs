namespace PiPS.Engine.Sharing.Messages;

/// <summary>One who waits for messages.</summary>
/// <param name="Call">The request.</param>
/// <param name="Most">How many it takes at most.</param>
internal sealed record PendingTake(ShareCall Call, long Most)
{
    public static PendingTake Of(ShareCall call)
        => new(call, call.Verb == ShareVerb.TakeOne ? 1 : Math.Max(1, new ShareReader(call.Content).Number()));

    /// <summary>The answer that holds them.</summary>
    public ShareAnswer Answer(long batch, List<ReadOnlyMemory<byte>> given)
        => ShareAnswer.With(Call.Verb == ShareVerb.TakeOne ? given[0] : Packed(new ShareWriter().Number(batch), given));

    /// <summary>Messages behind their number.</summary>
    public static byte[] Packed(ShareWriter content, IReadOnlyCollection<ReadOnlyMemory<byte>> messages)
    {
        content.Number(messages.Count);

        foreach (ReadOnlyMemory<byte> message in messages)
        {
            content.Bytes(message.Span);
        }

        return content.ToArray();
    }
}
