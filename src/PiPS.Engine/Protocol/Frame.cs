namespace PiPS.Engine.Protocol;

/// <summary>A frame as it came: its payload is good until the next one is read.</summary>
internal readonly ref struct Frame
{
    public Frame(FrameKind kind, ReadOnlySpan<byte> payload)
    {
        Kind = kind;
        Payload = payload;
    }

    public FrameKind Kind { get; }

    public ReadOnlySpan<byte> Payload { get; }

    /// <summary>Refuses any other kind.</summary>
    /// <exception cref="ProtocolException">It is another.</exception>
    public void Expect(FrameKind due)
    {
        if (Kind != due)
        {
            throw new ProtocolException(Rejection.OutOfOrder, $"A frame of kind {Kind} came where {due} was due.");
        }
    }
}
