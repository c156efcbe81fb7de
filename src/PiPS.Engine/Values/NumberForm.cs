using System.Numerics;
using System.Runtime.InteropServices;

namespace PiPS.Engine.Values;

/// <summary>The less frequent numbers, and char: layouts in <see cref="CompactCodec"/>.</summary>
internal static class NumberForm
{
    public static bool TryWrite(ByteWriter target, object? value)
    {
        switch (value)
        {
            case byte number:
                target.AppendTag(ValueTag.Byte).AppendByte(number);
                return true;
            case sbyte number:
                target.AppendTag(ValueTag.SByte).AppendByte((byte)number);
                return true;
            case short number:
                target.AppendTag(ValueTag.Int16).AppendVariable(Fold(number));
                return true;
            case ushort number:
                target.AppendTag(ValueTag.UInt16).AppendVariable(number);
                return true;
            case uint number:
                target.AppendTag(ValueTag.UInt32).AppendVariable(number);
                return true;
            case ulong number:
                target.AppendTag(ValueTag.UInt64).AppendVariable(number);
                return true;
            case Half number:
                target.AppendTag(ValueTag.Half).AppendInt16(BitConverter.HalfToInt16Bits(number));
                return true;
            case float number:
                target.AppendTag(ValueTag.Single).AppendInt32(BitConverter.SingleToInt32Bits(number));
                return true;
            case char character:
                target.AppendTag(ValueTag.Char).AppendInt16((short)character);
                return true;
            case decimal number:
                Span<int> parts = stackalloc int[4];
                decimal.GetBits(number, parts);
                target.AppendTag(ValueTag.Decimal).Append(MemoryMarshal.AsBytes(parts));
                return true;
            case BigInteger number:
                int size = number.GetByteCount();
                target.AppendTag(ValueTag.BigInteger).AppendVariable((uint)size);
                number.TryWriteBytes(target.Append(size), out _);
                return true;
            default:
                return false;
        }
    }

    public static object? Read(ref ByteReader source, ValueTag tag) => tag switch
    {
        ValueTag.Byte => source.TakeByte(),
        ValueTag.SByte => (sbyte)source.TakeByte(),
        ValueTag.Int16 => (short)Unfold(source.TakeVariable()),
        ValueTag.UInt16 => (ushort)source.TakeVariable(),
        ValueTag.UInt32 => (uint)source.TakeVariable(),
        ValueTag.UInt64 => source.TakeVariable(),
        ValueTag.Half => BitConverter.Int16BitsToHalf(source.TakeInt16()),
        ValueTag.Single => BitConverter.Int32BitsToSingle(source.TakeInt32()),
        ValueTag.Char => (char)source.TakeInt16(),
        ValueTag.Decimal => ReadDecimal(ref source),
        ValueTag.BigInteger => new BigInteger(source.Take(source.TakeCount())),
        _ => null,
    };

    /// <summary>The sign goes into the lowest bit, so that numbers near zero stay short.</summary>
    public static ulong Fold(long value) => (ulong)((value << 1) ^ (value >> 63));

    public static long Unfold(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);

    private static decimal ReadDecimal(ref ByteReader source)
    {
        Span<int> parts = [source.TakeInt32(), source.TakeInt32(), source.TakeInt32(), source.TakeInt32()];

        try
        {
            return new(parts);
        }
        catch (ArgumentException cause)
        {
            throw Malformed.Because("A decimal has bits that none has.", cause);
        }
    }
}
