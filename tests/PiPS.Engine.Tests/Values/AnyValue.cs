using System.Collections;
using System.Collections.Specialized;
using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace PiPS.Engine.Tests.Values;

/// <summary>Values of every kind, nested and wrapped.</summary>
internal static class AnyValue
{
    // Any chars at all, halves of surrogate pairs too; and what names look like.
    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.Choose(0, char.MaxValue).ArrayOf().Select(codes => new string([.. codes.Select(code => (char)code)])),
        Gen.Choose(' ', '~').ArrayOf().Select(codes => new string([.. codes.Select(code => (char)code)])),
        Gen.Choose(0, 200).Select(length => new string('n', length)));

    private static readonly Gen<long> AllLongs = Gen.Choose(int.MinValue, int.MaxValue)
        .Zip(Gen.Choose(int.MinValue, int.MaxValue), (high, low) => ((long)high << 32) | (uint)low);

    // Of every length.
    private static readonly Gen<long> Longs = AllLongs.Zip(Gen.Choose(0, 63), (number, shift) => number >> shift);

    private static readonly Gen<long> Ticks = AllLongs.Select(number => (long)((ulong)number % (ulong)DateTime.MaxValue.Ticks));

    private static readonly Gen<decimal> Decimals = Longs.Zip(Gen.Choose(0, 28), (number, scale)
        => new decimal((int)number, (int)(number >> 32), (int)(number >> 16), number < 0, (byte)scale));

    // From an instant: local times that a change of clocks leaves out don't exist.
    private static readonly Gen<DateTime> Moments = Ticks.Zip(Gen.Choose(0, 2), (ticks, kind)
        => kind == (int)DateTimeKind.Local
            ? new DateTime(Math.Clamp(ticks, TimeSpan.TicksPerDay, DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay), DateTimeKind.Utc).ToLocalTime()
            : new DateTime(ticks, (DateTimeKind)kind));

    private static readonly Gen<DateTimeOffset> OffsetMoments = Ticks.Zip(Gen.Choose(-840, 840), (ticks, minutes)
        => new DateTimeOffset(Math.Clamp(ticks, TimeSpan.TicksPerDay, DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay), TimeSpan.FromMinutes((long)minutes)));

    private static readonly Gen<Version> Versions = Gen.Choose(0, int.MaxValue).ArrayOf(4).Zip(Gen.Choose(2, 4), (parts, count) => count switch
    {
        2 => new Version(parts[0], parts[1]),
        3 => new Version(parts[0], parts[1], parts[2]),
        _ => new Version(parts[0], parts[1], parts[2], parts[3]),
    });

    private static readonly Gen<Guid> Ids = Gen.Choose(0, 255).ArrayOf(16).Select(bytes => new Guid([.. bytes.Select(b => (byte)b)]));

    private static readonly Gen<BigInteger> BigIntegers = Gen.Choose(0, 255).ArrayOf().Select(bytes => new BigInteger([.. bytes.Select(b => (byte)b)]));

    private static readonly Gen<object?> Scalars = Gen.OneOf(
        Boxed(Longs), Boxed(Longs, n => (int)n), Boxed(Texts), Boxed(Longs, n => n % 2 == 0), Boxed(Longs, n => (byte)n),
        Boxed(Longs, n => (sbyte)n), Boxed(Longs, n => (short)n), Boxed(Longs, n => (ushort)n), Boxed(Longs, n => (uint)n),
        Boxed(Longs, n => (ulong)n), Boxed(Longs, BitConverter.Int64BitsToDouble), Boxed(Longs, n => BitConverter.Int32BitsToSingle((int)n)),
        Boxed(Longs, n => BitConverter.Int16BitsToHalf((short)n)), Boxed(Longs, n => (char)n), Boxed(Decimals), Boxed(Moments),
        Boxed(OffsetMoments), Boxed(Longs, n => new TimeSpan(n)), Boxed(Moments, DateOnly.FromDateTime), Boxed(Moments, TimeOnly.FromDateTime),
        Boxed(Ids), Boxed(Versions), Boxed(BigIntegers), Gen.Constant<object?>(DBNull.Value), Gen.Constant<object?>(null),
        Boxed(Texts, text => new Uri("http://here/" + Uri.EscapeDataString(Whole(text)))),
        Boxed(Texts, text => new Uri("there/" + Uri.EscapeDataString(Whole(text)), UriKind.Relative)));

    private static readonly Gen<object?> Sequences = Gen.OneOf(
        Arrays(Longs), Arrays(Longs, n => (int)n), Arrays(Longs, n => (byte)n), Arrays(Longs, n => (sbyte)n), Arrays(Longs, n => (short)n),
        Arrays(Longs, n => (ushort)n), Arrays(Longs, n => (uint)n), Arrays(Longs, n => (ulong)n), Arrays(Longs, n => n % 2 == 0),
        Arrays(Longs, BitConverter.Int64BitsToDouble), Arrays(Longs, n => BitConverter.Int32BitsToSingle((int)n)),
        Arrays(Longs, n => BitConverter.Int16BitsToHalf((short)n)), Arrays(Longs, n => (char)n), Arrays(Longs, n => new TimeSpan(n)),
        Arrays(Ids), Arrays(Decimals), Arrays(Moments), Arrays(OffsetMoments), Arrays(Moments, DateOnly.FromDateTime),
        Arrays(Moments, TimeOnly.FromDateTime), Arrays(BigIntegers), Arrays(Gen.OneOf(Texts, Gen.Constant<string>(null!))));

    public static Gen<object?> Generator { get; } = Gen.Sized(size => Nested(Math.Min(size, 50)));

    public static Arbitrary<object?> Arbitrary { get; } = Arb.From(Generator);

    private static Gen<object?> Nested(int size)
    {
        if (size < 3)
        {
            return Scalars;
        }

        Gen<object?> inner = Gen.Sized(_ => Nested(size / 3));
        Gen<object?[]> several = inner.ArrayOf().Resize(size / 3);

        return Gen.OneOf(
            Scalars,
            Sequences.Resize(size),
            several.Select(items => (object?)items),
            several.Select(items => (object?)new ArrayList(items)),
            several.Select(items => (object?)new List<object?>(items)),
            several.Select(items => (object?)Fill(new Hashtable(StringComparer.OrdinalIgnoreCase), items)),
            several.Select(items => (object?)Fill(new OrderedDictionary(), items)),
            several.Select(items => (object?)new Bag { Fields = [.. items.Select((item, i) => new PiPS.Engine.Values.Field("Field" + i, item))] }),
            Texts.Zip(several, (text, items) => (object?)new Bag
            {
                Core = text,
                TypeNames = [text, "Line"],
                Fields = [.. items.Select((item, i) => new PiPS.Engine.Values.Field("Ä" + i, item))],
            }),
            several.Select(items => (object?)new object?[] { items, items, new Wrapper { Value = items } }),
            inner.Select(item => (object?)new Wrapper { Value = item }),
            Texts.Select(text => (object?)new Stranger(Whole(text))));
    }

    private static IDictionary Fill(IDictionary target, object?[] items)
    {
        for (int i = 0; i < items.Length; i++)
        {
            object? key = items[i] is Wrapper or null ? "key " + i : items[i];
            target[PiPS.Engine.Values.CompactCodec.IsScalar(key!.GetType()) ? key : i] = items[^(i + 1)];
        }

        return target;
    }

    // Without halves of surrogate pairs, which addresses and UTF-8 can't have.
    private static string Whole(string text) => new([.. text.Where(c => !char.IsSurrogate(c))]);

    private static Gen<object?> Boxed<T>(Gen<T> generator) => generator.Select(value => (object?)value);

    private static Gen<object?> Boxed<T>(Gen<long> generator, Func<long, T> make) => generator.Select(value => (object?)make(value));

    private static Gen<object?> Boxed<TSource, T>(Gen<TSource> generator, Func<TSource, T> make) => generator.Select(value => (object?)make(value));

    private static Gen<object?> Arrays<T>(Gen<T> generator)
        => generator.ArrayOf().Zip(Gen.Choose(0, 1), (values, asList) => asList == 1 ? (object?)new List<T>(values) : values);

    private static Gen<object?> Arrays<TSource, T>(Gen<TSource> generator, Func<TSource, T> make) => Arrays(generator.Select(make));
}
