using System.Buffers.Binary;
using System.Text;

namespace PiPS.Engine.Protocol;

/// <summary>Takes a payload apart, and refuses what is too short, too long or out of range.</summary>
internal ref struct PayloadReader
{
    private readonly FrameKind _kind;
    private ReadOnlySpan<byte> _rest;

    /// <exception cref="ProtocolException">The frame is of another kind.</exception>
    public PayloadReader(in Frame frame, FrameKind kind)
    {
        if (frame.Kind != kind)
        {
            Rejection why = Enum.IsDefined(frame.Kind) ? Rejection.OutOfOrder : Rejection.UnknownKind;
            throw new ProtocolException(why, $"A frame of kind {frame.Kind} came where {kind} was due.");
        }

        _kind = kind;
        _rest = frame.Payload;
    }

    public byte Byte() => Next(sizeof(byte))[0];

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Next(sizeof(int)));

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Next(sizeof(long)));

    public string Text() => Encoding.UTF8.GetString(Next(BinaryPrimitives.ReadUInt16LittleEndian(Next(sizeof(ushort)))));

    /// <summary>Checks that nothing is left, and that what was read makes sense.</summary>
    public readonly void End(bool inRange)
    {
        if (!_rest.IsEmpty || !inRange)
        {
            throw Malformed();
        }
    }

    private ReadOnlySpan<byte> Next(int count)
    {
        if (_rest.Length < count)
        {
            throw Malformed();
        }

        ReadOnlySpan<byte> next = _rest[..count];
        _rest = _rest[count..];
        return next;
    }

    private readonly ProtocolException Malformed() => new(Rejection.Malformed, $"A frame of kind {_kind} has content that can't be.");
}
