using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace PiPS.Engine.Values;

/// <summary>Bytes that grow. Numbers are little-endian, or of variable length: seven bits a byte, lowest first.</summary>
public sealed class ByteWriter
{
    private byte[] _buffer;

    /// <param name="capacity">Room to begin with.</param>
    public ByteWriter(int capacity = 256)
    {
        _buffer = new byte[capacity];
    }

    /// <summary>Bytes written.</summary>
    public int Length { get; private set; }

    /// <summary>What is written: good until the next change.</summary>
    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, Length);

    /// <summary>Forgets everything, or all but the beginning.</summary>
    public void Truncate(int length = 0) => Length = length;

    /// <summary>Room for so many bytes, which are then part of it.</summary>
    public Span<byte> Append(int count)
    {
        if (Length + count > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, Length + count));
        }

        Length += count;
        return _buffer.AsSpan(Length - count, count);
    }

    /// <summary>Appends bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Append(bytes.Length));

    /// <summary>Appends a byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AppendByte(byte value)
    {
        if (Length < _buffer.Length)
        {
            _buffer[Length++] = value;
        }
        else
        {
            Append(1)[0] = value;
        }
    }

    /// <summary>Appends eight bytes.</summary>
    public void AppendInt64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Append(sizeof(long)), value);

    /// <summary>Appends four bytes.</summary>
    public void AppendInt32(int value) => BinaryPrimitives.WriteInt32LittleEndian(Append(sizeof(int)), value);

    /// <summary>Appends one to ten bytes: fewer for smaller numbers.</summary>
    public void AppendVariable(ulong value)
    {
        while (value >= 0x80)
        {
            AppendByte((byte)(value | 0x80));
            value >>= 7;
        }

        AppendByte((byte)value);
    }

    /// <summary>Sets four bytes that were appended before.</summary>
    public void PatchInt32(int position, int value) => BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(position), value);
}
