using System.Collections;
using System.Collections.Specialized;
using FsCheck;
using FsCheck.Fluent;
using PiPS.Engine.Values;

namespace PiPS.Engine.Tests.Values;

/// <summary>Values of every kind, nested, wrapped and shared.</summary>
internal static class AnyValue
{
    private static readonly Gen<long> Longs = AnyScalar.Longs;

    private static readonly Gen<object?> Sequences = Gen.OneOf(
        Of(Longs), Of(Longs, n => (int)n), Of(Longs, n => (byte)n), Of(Longs, n => (sbyte)n), Of(Longs, n => (short)n),
        Of(Longs, n => (ushort)n), Of(Longs, n => (uint)n), Of(Longs, n => (ulong)n), Of(Longs, n => n % 2 == 0),
        Of(Longs, BitConverter.Int64BitsToDouble), Of(Longs, n => BitConverter.Int32BitsToSingle((int)n)),
        Of(Longs, n => BitConverter.Int16BitsToHalf((short)n)), Of(Longs, n => (char)n), Of(Longs, n => new TimeSpan(n)),
        Of(AnyScalar.Ids), Of(AnyScalar.Decimals), Of(AnyScalar.Moments), Of(AnyScalar.OffsetMoments),
        Of(AnyScalar.Moments, DateOnly.FromDateTime), Of(AnyScalar.Moments, TimeOnly.FromDateTime), Of(AnyScalar.BigIntegers),
        Of(Gen.OneOf(AnyScalar.Texts, Gen.Constant<string>(null!))));

    public static Gen<object?> Generator { get; } = Gen.Sized(size => Nested(Math.Min(size, 50)));

    public static Arbitrary<object?> Arbitrary { get; } = Arb.From(Generator);

    private static Gen<object?> Nested(int size)
    {
        if (size < 3)
        {
            return AnyScalar.Generator;
        }

        Gen<object?> inner = Gen.Sized(_ => Nested(size / 3));
        Gen<object?[]> several = inner.ArrayOf().Resize(size / 3);

        return Gen.OneOf(
            AnyScalar.Generator,
            Sequences.Resize(size),
            several.Select(items => (object?)items),
            several.Select(items => (object?)new ArrayList(items)),
            several.Select(items => (object?)new List<object?>(items)),
            several.Select(items => (object?)Fill(new Hashtable(StringComparer.OrdinalIgnoreCase), items)),
            several.Select(items => (object?)Fill(new OrderedDictionary(), items)),
            several.Select(items => (object?)new Bag { Fields = Name(items) }),
            several.Zip(AnyScalar.Texts, (items, text)
                => (object?)new Bag { Core = text, TypeNames = [text, "Line"], Fields = Name(items) }),
            several.Select(items => (object?)new object?[] { items, items, new Wrapper { Value = items } }),
            inner.Select(item => (object?)new Wrapper { Value = item }),
            AnyScalar.WholeTexts.Select(text => (object?)new Stranger(text)));
    }

    private static List<Field> Name(object?[] items) => [.. items.Select((item, i) => new Field("Föld" + i, item))];

    private static IDictionary Fill(IDictionary target, object?[] items)
    {
        for (int i = 0; i < items.Length; i++)
        {
            object key = items[i] is object item && CompactCodec.IsScalar(item.GetType()) ? item : "key " + i;
            target[key] = items[^(i + 1)];
        }

        return target;
    }

    private static Gen<object?> Of<T>(Gen<T> generator)
        => generator.ArrayOf().Zip(Gen.Choose(0, 1), (values, asList) => asList == 1 ? (object?)new List<T>(values) : values);

    private static Gen<object?> Of<TSource, T>(Gen<TSource> generator, Func<TSource, T> make) => Of(generator.Select(make));
}
