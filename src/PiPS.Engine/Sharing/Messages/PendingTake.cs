namespace PiPS.Engine.Sharing.Messages;

/// <summary>One who waits for messages.</summary>
/// <param name="Call">The request.</param>
/// <param name="Most">How many it takes at most.</param>
internal sealed record PendingTake(ShareCall Call, long Most)
{
    // What nobody asks for: the more somebody has, the longer it takes to note what became of it.
    private const int MostAtOnce = 1000;

    public static PendingTake Of(ShareCall call)
        => new(call, call.Verb == ShareVerb.TakeOne ? 1 : Math.Clamp(new ShareReader(call.Content).Number(), 1, MostAtOnce));

    /// <summary>The answer that holds them.</summary>
    public ShareAnswer Answer(long batch, List<Parcel> given)
    {
        if (Call.Verb != ShareVerb.TakeOne)
        {
            return ShareAnswer.With(Packed(new ShareWriter().Number(batch), given));
        }

        given[0].Hold();
        return ShareAnswer.With(given[0]);
    }

    /// <summary>Messages behind their number.</summary>
    public static Parcel Packed(ShareWriter content, IReadOnlyCollection<Parcel> messages)
    {
        content.Number(messages.Count);

        foreach (Parcel message in messages)
        {
            content.Bytes(message.Bytes.Span);
        }

        return Parcel.Copy(content.Written);
    }
}
