
namespace PiPS.Engine.Values;

/// <summary>Dates, times and spans of time: layouts in <see cref="CompactCodec"/>.</summary>
internal static class MomentForm
{
    public static bool TryWrite(ByteWriter target, object? value)
    {
        switch (value)
        {
            case DateTime moment:
                target.AppendTag(ValueTag.DateTime).AppendInt64(moment.ToBinary());
                return true;
            case TimeSpan span:
                target.AppendTag(ValueTag.TimeSpan).AppendInt64(span.Ticks);
                return true;
            case DateTimeOffset moment:
                target.AppendTag(ValueTag.DateTimeOffset).AppendInt64(moment.Ticks);
                target.AppendInt16((short)moment.TotalOffsetMinutes);
                return true;
            case DateOnly date:
                target.AppendTag(ValueTag.DateOnly).AppendVariable((uint)date.DayNumber);
                return true;
            case TimeOnly time:
                target.AppendTag(ValueTag.TimeOnly).AppendInt64(time.Ticks);
                return true;
            default:
                return false;
        }
    }

    public static object? Read(ref ByteReader source, ValueTag tag)
    {
        try
        {
            return tag switch
            {
                ValueTag.DateTime => DateTime.FromBinary(source.TakeInt64()),
                ValueTag.TimeSpan => new TimeSpan(source.TakeInt64()),
                ValueTag.DateTimeOffset => new DateTimeOffset(source.TakeInt64(), TimeSpan.FromMinutes((long)source.TakeInt16())),
                ValueTag.DateOnly => DateOnly.FromDayNumber((int)source.TakeVariable()),
                ValueTag.TimeOnly => new TimeOnly(source.TakeInt64()),
                _ => null,
            };
        }
        catch (ArgumentException cause)
        {
            throw Malformed.Because($"A {tag} is out of range.", cause);
        }
    }
}
