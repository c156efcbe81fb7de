using System.Buffers.Binary;
using PiPS.Engine.Protocol;

namespace PiPS.Engine.Values;

/// <summary>Takes bytes apart from the front, and refuses to read beyond their end.</summary>
public ref struct ByteReader
{
    /// <param name="bytes">What to read.</param>
    public ByteReader(ReadOnlySpan<byte> bytes)
    {
        Rest = bytes;
    }

    /// <summary>What is left.</summary>
    public ReadOnlySpan<byte> Rest { get; private set; }

    /// <summary>Takes bytes.</summary>
    /// <exception cref="ProtocolException">There aren't so many.</exception>
    public ReadOnlySpan<byte> Take(int count)
    {
        if ((uint)count > (uint)Rest.Length)
        {
            throw new ProtocolException(Rejection.Malformed, "A value is cut short.");
        }

        ReadOnlySpan<byte> taken = Rest[..count];
        Rest = Rest[count..];
        return taken;
    }

    /// <summary>Takes a byte.</summary>
    public byte TakeByte() => Take(1)[0];

    /// <summary>Takes eight bytes.</summary>
    public long TakeInt64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    /// <summary>Takes four bytes.</summary>
    public int TakeInt32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    /// <summary>Takes two bytes.</summary>
    public short TakeInt16() => BinaryPrimitives.ReadInt16LittleEndian(Take(sizeof(short)));

    /// <summary>Takes a number of variable length.</summary>
    public ulong TakeVariable()
    {
        ulong value = 0;

        for (int shift = 0; shift < 64; shift += 7)
        {
            byte next = TakeByte();
            value |= (ulong)(next & 0x7F) << shift;

            if (next < 0x80)
            {
                return value;
            }
        }

        throw new ProtocolException(Rejection.Malformed, "A number is too long.");
    }

    /// <summary>Takes a count of things that each take a byte at least, so that a false one reserves no memory.</summary>
    public int TakeCount()
    {
        ulong count = TakeVariable();
        return count <= (ulong)Rest.Length
            ? (int)count
            : throw new ProtocolException(Rejection.Malformed, "A value announces more than there is.");
    }

    /// <summary>Takes a count of things, of which there can't be more than fit into what is left.</summary>
    /// <param name="least">Bytes that each takes at least.</param>
    /// <param name="reserved">Bytes that others need.</param>
    internal int TakeCount(int least, int reserved)
    {
        ulong count = TakeVariable();
        return count <= int.MaxValue && (long)(count * (uint)least) <= (long)Rest.Length - reserved
            ? (int)count
            : throw Malformed.Because("A value announces more than there is.");
    }
}
