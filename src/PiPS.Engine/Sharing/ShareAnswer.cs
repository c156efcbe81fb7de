namespace PiPS.Engine.Sharing;

/// <summary>How a request ended.</summary>
/// <param name="Status">How.</param>
/// <param name="Content">What came of it: see <see cref="ShareVerb"/>.</param>
/// <param name="Parcel">What keeps the content, if anything: to be released by whoever is done with it.</param>
internal readonly record struct ShareAnswer(ShareStatus Status, ReadOnlyMemory<byte> Content, Parcel? Parcel = null)
{
    public static ShareAnswer Done { get; } = new(ShareStatus.Done, default);

    /// <summary>Nobody waits for it any more.</summary>
    public static ShareAnswer Cancelled { get; } = new(ShareStatus.Cancelled, default);

    public static ShareAnswer Ended { get; } = new(ShareStatus.Ended, default);

    /// <summary>As was asked; but who held it before died of something.</summary>
    public static ShareAnswer Abandoned { get; } = new(ShareStatus.Abandoned, default);

    public static ShareAnswer With(ReadOnlyMemory<byte> content) => new(ShareStatus.Done, content);

    /// <summary>An answer that holds a parcel.</summary>
    public static ShareAnswer With(Parcel parcel) => new(ShareStatus.Done, parcel.Bytes, parcel);

    public static ShareAnswer Refused(ShareException why)
    {
        ShareWriter content = new();
        content.Text(why.Id).Text(why.Problem).Text(why.Advice);
        return new(ShareStatus.Refused, content.ToArray());
    }

    /// <summary>Throws if it was refused.</summary>
    public ShareAnswer Checked()
    {
        if (Status != ShareStatus.Refused)
        {
            return this;
        }

        ShareReader content = new(Content);
        throw new ShareException(content.Text(), content.Text(), content.Text());
    }
}
