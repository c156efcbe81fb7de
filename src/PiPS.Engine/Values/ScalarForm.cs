using System.Collections.Frozen;
using System.Numerics;

namespace PiPS.Engine.Values;

/// <summary>Values that have none within: layouts in <see cref="CompactCodec"/>.</summary>
internal static class ScalarForm
{
    /// <summary>Integers of one byte: so many from this on.</summary>
    public const int SmallIntegers = 64;

    public const int LeastSmallInteger = -8;

    private static readonly object False = false;
    private static readonly object True = true;

    public static FrozenSet<Type> Types { get; } = FrozenSet.ToFrozenSet(
    [
        typeof(bool), typeof(sbyte), typeof(byte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long),
        typeof(ulong), typeof(Half), typeof(float), typeof(double), typeof(decimal), typeof(char), typeof(string),
        typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan), typeof(DateOnly), typeof(TimeOnly), typeof(Guid),
        typeof(Version), typeof(Uri), typeof(BigInteger), typeof(DBNull),
    ]);

    /// <summary>Appends a value if it is such a one.</summary>
    public static bool TryWrite(ByteWriter target, object? value)
    {
        // The most frequent first.
        switch (value)
        {
            case null:
                target.AppendTag(ValueTag.Null);
                return true;
            case int number:
                WriteInt32(target, number);
                return true;
            case string text:
                TextForm.Write(target, text);
                return true;
            case bool truth:
                target.AppendTag(truth ? ValueTag.True : ValueTag.False);
                return true;
            case double number:
                target.AppendTag(ValueTag.Double).AppendInt64(BitConverter.DoubleToInt64Bits(number));
                return true;
            case long number:
                target.AppendTag(ValueTag.Int64).AppendVariable(NumberForm.Fold(number));
                return true;
            default:
                return NumberForm.TryWrite(target, value)
                    || MomentForm.TryWrite(target, value)
                    || IdentifierForm.TryWrite(target, value);
        }
    }

    /// <summary>Takes a value if the tag is of such a one.</summary>
    public static bool TryRead(ref ByteReader source, ValueTag tag, out object? value)
    {
        switch (tag)
        {
            case >= ValueTag.ShortText:
                value = TextForm.Read(source.Take(tag - ValueTag.ShortText));
                return true;
            case >= ValueTag.SmallInteger:
                value = (tag - ValueTag.SmallInteger) + LeastSmallInteger;
                return true;
            case ValueTag.Null:
                value = null;
                return true;
            case ValueTag.False:
                value = False;
                return true;
            case ValueTag.True:
                value = True;
                return true;
            case ValueTag.Int32:
                value = (int)NumberForm.Unfold(source.TakeVariable());
                return true;
            case ValueTag.Int64:
                value = NumberForm.Unfold(source.TakeVariable());
                return true;
            case ValueTag.Double:
                value = BitConverter.Int64BitsToDouble(source.TakeInt64());
                return true;
            case ValueTag.Text:
                value = TextForm.Read(source.Take(source.TakeCount()));
                return true;
            case ValueTag.RawText:
                value = TextForm.ReadRaw(ref source);
                return true;
            default:
                value = NumberForm.Read(ref source, tag)
                    ?? MomentForm.Read(ref source, tag)
                    ?? IdentifierForm.Read(ref source, tag);
                return value is not null;
        }
    }

    private static void WriteInt32(ByteWriter target, int value)
    {
        uint above = (uint)(value - LeastSmallInteger);

        if (above < SmallIntegers)
        {
            target.AppendByte((byte)((uint)ValueTag.SmallInteger + above));
        }
        else
        {
            target.AppendTag(ValueTag.Int32).AppendVariable(NumberForm.Fold(value));
        }
    }
}
