using System.Collections.Frozen;
using System.Numerics;

namespace PiPS.Engine.Values;

/// <summary>T[] and List(T) of one type T of scalars: layouts in <see cref="CompactCodec"/>.</summary>
internal abstract class SequenceForm
{
    private static readonly SequenceForm[] All =
    [
        new RawSequenceForm<bool>(ValueTag.True), new RawSequenceForm<sbyte>(ValueTag.SByte),
        new RawSequenceForm<byte>(ValueTag.Byte), new RawSequenceForm<short>(ValueTag.Int16),
        new RawSequenceForm<ushort>(ValueTag.UInt16), new RawSequenceForm<int>(ValueTag.Int32),
        new RawSequenceForm<uint>(ValueTag.UInt32), new RawSequenceForm<long>(ValueTag.Int64),
        new RawSequenceForm<ulong>(ValueTag.UInt64), new RawSequenceForm<Half>(ValueTag.Half),
        new RawSequenceForm<float>(ValueTag.Single), new RawSequenceForm<double>(ValueTag.Double),
        new RawSequenceForm<char>(ValueTag.Char), new RawSequenceForm<TimeSpan>(ValueTag.TimeSpan),
        new RawSequenceForm<Guid>(ValueTag.Guid),
        new ScalarSequenceForm<string>(ValueTag.Text), new ScalarSequenceForm<decimal>(ValueTag.Decimal),
        new ScalarSequenceForm<DateTime>(ValueTag.DateTime), new ScalarSequenceForm<DateTimeOffset>(ValueTag.DateTimeOffset),
        new ScalarSequenceForm<DateOnly>(ValueTag.DateOnly), new ScalarSequenceForm<TimeOnly>(ValueTag.TimeOnly),
        new ScalarSequenceForm<BigInteger>(ValueTag.BigInteger),
    ];

    // By their exact types: to .NET, a uint[] and an array of enums are an int[] too.
    private static readonly FrozenDictionary<Type, SequenceForm> ByType = All
        .SelectMany(form => form._types, (form, type) => (type, form))
        .ToFrozenDictionary(pair => pair.type, pair => pair.form);

    private static readonly FrozenDictionary<ValueTag, SequenceForm> ByElement = All.ToFrozenDictionary(form => form._element);

    private readonly ValueTag _element;
    private readonly Type[] _types;

    /// <param name="element">The tag that stands for the elements' type.</param>
    /// <param name="types">Theirs: the array's and the list's.</param>
    protected SequenceForm(ValueTag element, params Type[] types)
    {
        _element = element;
        _types = types;
    }

    /// <summary>Appends a value if it is such a one.</summary>
    public static bool TryWrite(ByteWriter target, object value)
    {
        if (!ByType.TryGetValue(value.GetType(), out SequenceForm? form))
        {
            return false;
        }

        target.AppendTag(value is Array ? ValueTag.Array : ValueTag.List).AppendTag(form._element);
        form.Write(target, value);
        return true;
    }

    /// <summary>Takes an array or list whose tag has been taken.</summary>
    /// <param name="source">Where to take it from.</param>
    /// <param name="asList">Whether it is a list.</param>
    /// <param name="reserved">Bytes that values around it need at least.</param>
    public static object Read(ref ByteReader source, bool asList, int reserved)
        => ByElement.TryGetValue((ValueTag)source.TakeByte(), out SequenceForm? form)
            ? form.ReadElements(ref source, asList, reserved)
            : throw Malformed.Because("An array has elements of no known type.");

    protected abstract void Write(ByteWriter target, object value);

    protected abstract object ReadElements(ref ByteReader source, bool asList, int reserved);
}
