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

    /// <summary>The same, as memory.</summary>
    public ReadOnlyMemory<byte> Memory => _buffer.AsMemory(0, Length);

    /// <summary>Forgets everything, or all but the beginning.</summary>
    public void Truncate(int length = 0) => Length = length;

    /// <summary>Room for so many bytes, which are then part of it.</summary>
    /// <exception cref="UnencodableValueException">With them it would be longer than an array can be.</exception>
    public Span<byte> Append(int count)
    {
        if (count > _buffer.Length - Length)
        {
            Grow(count);
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

    /// <summary>Appends two bytes.</summary>
    public void AppendInt16(short value) => BinaryPrimitives.WriteInt16LittleEndian(Append(sizeof(short)), value);

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

    /// <summary>Sets a byte that was appended before.</summary>
    public void PatchByte(int position, byte value) => _buffer[position] = value;

    /// <summary>Sets four bytes that were appended before.</summary>
    public void PatchInt32(int position, int value) => BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(position), value);

    internal ByteWriter AppendTag(ValueTag tag)
    {
        AppendByte((byte)tag);
        return this;
    }

    private void Grow(int count)
    {
        long needed = (long)Length + count;

        if (needed > Array.MaxLength)
        {
            throw new UnencodableValueException(
                $"Values of more than {Array.MaxLength} bytes can't travel to another process: hand them over in parts.");
        }

        Array.Resize(ref _buffer, (int)Math.Min(Math.Max(_buffer.Length * 2L, needed), Array.MaxLength));
    }
}
