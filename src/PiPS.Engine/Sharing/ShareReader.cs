using PiPS.Engine.Sharing.Objects;
using PiPS.Engine.Values;

namespace PiPS.Engine.Sharing;

/// <summary>Takes apart what a request or an answer holds, and refuses to read beyond its end.</summary>
/// <exception cref="Protocol.ProtocolException">The bytes are malformed: any method may throw it.</exception>
internal struct ShareReader
{
    private readonly ReadOnlyMemory<byte> _content;
    private int _position;

    public ShareReader(ReadOnlyMemory<byte> content)
    {
        _content = content;
    }

    /// <summary>What is left.</summary>
    public readonly ReadOnlyMemory<byte> Rest => _content[_position..];

    public byte Byte()
    {
        ByteReader source = Source();
        byte value = source.TakeByte();
        return Moved(source, value);
    }

    public long Number()
    {
        ByteReader source = Source();
        ulong value = source.TakeVariable();
        return value <= long.MaxValue ? Moved(source, (long)value) : throw Malformed.Because("A number is too large.");
    }

    public long Signed()
    {
        ByteReader source = Source();
        long value = NumberForm.Unfold(source.TakeVariable());
        return Moved(source, value);
    }

    /// <summary>The number of things that each take a byte at least.</summary>
    public int Count()
    {
        ByteReader source = Source();
        int value = source.TakeCount();
        return Moved(source, value);
    }

    public string Text()
    {
        ByteReader source = Source();
        return ScalarForm.TryRead(ref source, (ValueTag)source.TakeByte(), out object? value) && value is string text
            ? Moved(source, text)
            : throw Malformed.Because("A text is due.");
    }

    /// <summary>A value's bytes, behind their number; not a copy.</summary>
    public ReadOnlyMemory<byte> Bytes()
    {
        int count = Count();
        _position += count;
        return _content.Slice(_position - count, count);
    }

    /// <summary>A dictionary's key: its bytes, not a copy.</summary>
    /// <param name="identity">What it is compared by.</param>
    public ReadOnlyMemory<byte> Key(out object identity)
    {
        int start = _position;
        ByteReader source = Source();
        KeyForm.Read(ref source, out identity);
        return Moved(source, _content[start..(_content.Length - source.Rest.Length)]);
    }

    public SharedReference Reference() => new((SharedKind)Byte(), Number(), Text());

    /// <summary>Nothing more may come.</summary>
    public readonly void End()
    {
        if (_position != _content.Length)
        {
            throw Malformed.Because("More came than was due.");
        }
    }

    private readonly ByteReader Source() => new(_content.Span[_position..]);

    private T Moved<T>(in ByteReader source, T value)
    {
        _position = _content.Length - source.Rest.Length;
        return value;
    }
}
