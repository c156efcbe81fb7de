namespace PiPS.Engine.Sharing.Messages;

/// <summary>One end of a pipe: what is sent here is received at the other end, in order.</summary>
public sealed class WorkerPipeEnd : MessageChannel
{
    internal WorkerPipeEnd(ShareSpace space, in SharedReference reference)
        : base(space, reference)
    {
    }

    /// <summary>Messages that can be received here, now.</summary>
    public long Count => Describe().Count;

    /// <summary>Whether this end sends.</summary>
    public bool CanSend => Describe().CanSend;

    /// <summary>Whether this end receives.</summary>
    public bool CanReceive => Describe().CanReceive;

    /// <summary>Whether this end is closed.</summary>
    public bool IsClosed => Describe().IsClosed;

    /// <summary>Whether the other end is closed.</summary>
    public bool IsOtherClosed => Describe().IsOtherClosed;

    /// <inheritdoc/>
    private protected override bool IsRoomy => true;

    /// <summary>Makes a pipe.</summary>
    /// <param name="space">Where.</param>
    /// <param name="name">The name of both; the ends are name.1 and name.2. Empty for one that is free.</param>
    /// <param name="oneWay">Whether the first end only receives, and the second only sends.</param>
    /// <returns>Its two ends.</returns>
    /// <exception cref="ShareException">The name is taken.</exception>
    public static (WorkerPipeEnd First, WorkerPipeEnd Second) Create(ShareSpace space, string name = "", bool oneWay = false)
    {
        ArgumentNullException.ThrowIfNull(space);
        ShareWriter request = new();
        request.Byte((byte)SharedKind.PipeEnd).Text(name).Byte(oneWay ? (byte)1 : (byte)0);
        ShareReader content = new(space.Ask(0, ShareVerb.Create, request.ToArray()).Content);
        return ((WorkerPipeEnd)space.Resolve(content.Reference()), (WorkerPipeEnd)space.Resolve(content.Reference()));
    }

    /// <summary>Closes this end: the other receives what was sent, and then the end.</summary>
    public void Close() => Ask(ShareVerb.End);

    /// <inheritdoc/>
    public override string GetState()
    {
        (long count, _, _, bool isClosed, bool isOtherClosed) = Describe();
        return Counted(count, "message", "messages") + (isClosed ? ", closed" : string.Empty) + (isOtherClosed ? ", other end closed" : string.Empty);
    }

    private (long Count, bool CanSend, bool CanReceive, bool IsClosed, bool IsOtherClosed) Describe()
    {
        ShareReader content = new(Ask(ShareVerb.Describe).Content);
        return (content.Number(), content.Byte() != 0, content.Byte() != 0, content.Byte() != 0, content.Byte() != 0);
    }
}
