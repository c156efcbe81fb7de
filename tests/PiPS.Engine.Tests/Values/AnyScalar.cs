using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace PiPS.Engine.Tests.Values;

/// <summary>Values that have none within, of every type.</summary>
internal static class AnyScalar
{
    private static readonly Gen<long> AllLongs = Gen.Choose(int.MinValue, int.MaxValue)
        .Zip(Gen.Choose(int.MinValue, int.MaxValue), (high, low) => ((long)high << 32) | (uint)low);

    // A day away from the ends of time, which no offset leads beyond.
    private static readonly Gen<long> Ticks = AllLongs.Select(
        number => TimeSpan.TicksPerDay + (long)((ulong)number % (ulong)(DateTime.MaxValue.Ticks - (2 * TimeSpan.TicksPerDay))));

    private static readonly Gen<byte[]> Bytes = Gen.Choose(0, byte.MaxValue).ArrayOf().Select(Narrow);

    /// <summary>Numbers of every length.</summary>
    public static Gen<long> Longs { get; } = AllLongs.Zip(Gen.Choose(0, 63), (number, shift) => number >> shift);

    /// <summary>Any chars at all, halves of surrogate pairs too; what names look like; and long ones.</summary>
    public static Gen<string> Texts { get; } = Gen.OneOf(
        Gen.Choose(0, char.MaxValue).ArrayOf().Select(Spell),
        Gen.Choose(' ', '~').ArrayOf().Select(Spell),
        Gen.Choose(0, 200).Select(length => new string('n', length)));

    /// <summary>Strings that UTF-8 can tell.</summary>
    public static Gen<string> WholeTexts { get; } = Texts.Select(text => new string([.. text.Where(c => !char.IsSurrogate(c))]));

    public static Gen<decimal> Decimals { get; } = Longs.Zip(Gen.Choose(0, 28), (number, scale)
        => new decimal((int)number, (int)(number >> 32), (int)(number >> 16), number < 0, (byte)scale));

    /// <summary>Of each kind; local ones from an instant, as a change of clocks leaves out some local times.</summary>
    public static Gen<DateTime> Moments { get; } = Ticks.Zip(Gen.Choose(0, 2), (ticks, kind)
        => kind == (int)DateTimeKind.Local
            ? new DateTime(ticks, DateTimeKind.Utc).ToLocalTime()
            : new DateTime(ticks, (DateTimeKind)kind));

    public static Gen<DateTimeOffset> OffsetMoments { get; } = Ticks.Zip(Gen.Choose(-840, 840), (ticks, minutes)
        => new DateTimeOffset(ticks, TimeSpan.FromMinutes((long)minutes)));

    public static Gen<Guid> Ids { get; } = Gen.Choose(0, byte.MaxValue).ArrayOf(16).Select(parts => new Guid(Narrow(parts)));

    public static Gen<BigInteger> BigIntegers { get; } = Bytes.Select(bytes => new BigInteger(bytes));

    public static Gen<Version> Versions { get; } = Gen.Choose(0, int.MaxValue).ArrayOf(4).Zip(Gen.Choose(2, 4), (parts, count)
        => Version.Parse(string.Join('.', parts.Take(count))));

    public static Gen<object?> Generator { get; } = Gen.OneOf(
        Boxed(Longs), Boxed(Longs, n => (int)n), Boxed(Texts), Boxed(Longs, n => n % 2 == 0), Boxed(Longs, n => (byte)n),
        Boxed(Longs, n => (sbyte)n), Boxed(Longs, n => (short)n), Boxed(Longs, n => (ushort)n), Boxed(Longs, n => (uint)n),
        Boxed(Longs, n => (ulong)n), Boxed(Longs, BitConverter.Int64BitsToDouble),
        Boxed(Longs, n => BitConverter.Int32BitsToSingle((int)n)), Boxed(Longs, n => BitConverter.Int16BitsToHalf((short)n)),
        Boxed(Longs, n => (char)n), Boxed(Decimals), Boxed(Moments), Boxed(OffsetMoments), Boxed(Longs, n => new TimeSpan(n)),
        Boxed(Moments, DateOnly.FromDateTime), Boxed(Moments, TimeOnly.FromDateTime), Boxed(Ids), Boxed(Versions),
        Boxed(BigIntegers), Gen.Constant<object?>(DBNull.Value), Gen.Constant<object?>(null),
        Boxed(WholeTexts, text => new Uri("http://here/" + Uri.EscapeDataString(text))),
        Boxed(WholeTexts, text => new Uri("there/" + Uri.EscapeDataString(text), UriKind.Relative)));

    private static string Spell(int[] codes) => new([.. codes.Select(code => (char)code)]);

    private static byte[] Narrow(int[] parts) => [.. parts.Select(part => (byte)part)];

    private static Gen<object?> Boxed<T>(Gen<T> generator) => generator.Select(value => (object?)value);

    private static Gen<object?> Boxed<TSource, T>(Gen<TSource> generator, Func<TSource, T> make) => Boxed(generator.Select(make));
}
