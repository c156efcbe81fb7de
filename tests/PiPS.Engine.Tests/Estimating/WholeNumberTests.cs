using System.Globalization;
using System.Numerics;
using PiPS.Engine.Estimating;

namespace PiPS.Engine.Tests.Estimating;

public sealed class WholeNumberTests
{
    // given => the number meant
    public static TheoryData<object, string> Whole => new()
    {
        { 100_000_000, "100000000" },
        { 1e8, "100000000" },
        { 1e8f, "100000000" },
        { 100000000.00m, "100000000" },
        { (Half)2048, "2048" },
        { (byte)1, "1" },
        { (sbyte)-1, "-1" },
        { long.MinValue, "-9223372036854775808" },
        { ulong.MaxValue, "18446744073709551615" },
        { BigInteger.Parse("18446744073709551615", CultureInfo.InvariantCulture), "18446744073709551615" },
        { UInt128.One, "1" },
        { Int128.NegativeOne, "-1" },
        { "1e8", "100000000" },
        { " 1E+8 ", "100000000" },
        { "100,000,000", "100000000" },
        { "-1,000", "-1000" },
        { "1,000e3", "1000000" },
        { "1.5e1", "15" },
        { "1.000", "1" },
        { "10e-1", "1" },
        { "0e999999999", "0" },
        { "9007199254740993", "9007199254740993" },
        { "4611686018427387905", "4611686018427387905" },
        { "18446744073709551616", "18446744073709551616" },
    };

    // given, and never rounded
    public static TheoryData<object?> NotWhole => new((object?[])
        [
            null, 1.5, 1.5f, 1.5m, -0.5, double.NaN, double.Epsilon, (Half)0.5, "1.5", "1,5", "1,50", "1,0000", ",100", "1,,000", "1000,000",
            "1.5e0", "15e-1", "1e-30", "1e-999999999", "100000000.00000000000000000000000001", "0.9999999999999999999999999999999",
            "", " ", "ten", "0x10", "1e", "e8", "1 000", "1_000", "1e8x", "NaN", "٣", true, 'x', DayOfWeek.Friday, DateTime.UnixEpoch,
        ]);

    // given: whole, but out of every range
    public static TheoryData<object> FarOut => new((object[])
        [
            double.PositiveInfinity, double.NegativeInfinity, float.PositiveInfinity, 1e300, "1e39", "-1e39", "1e999999999", "Infinity",
            UInt128.MaxValue, BigInteger.Pow(10, 100),
        ]);

    [Theory, MemberData(nameof(Whole))]
    public void Means_the_number_that_was_written(object given, string meant)
        => Assert.Equal(meant, Read(given).ToString(CultureInfo.InvariantCulture));

    [Theory, MemberData(nameof(NotWhole))]
    public void Is_never_rounded(object? given)
    {
        InvalidOptionException refused = Assert.Throws<InvalidOptionException>(() => Read(given));

        Assert.Equal("NotAWholeNumber", refused.Id);
        Assert.Same(given, refused.Target);
        Assert.StartsWith("-Seed has to be a whole number; ", refused.Message, StringComparison.Ordinal);
        Assert.Equal("Write it like 1000000 or 1e6. Numbers are never rounded.", refused.Advice);
    }

    [Theory, MemberData(nameof(FarOut))]
    public void Is_out_of_range_rather_than_wrapped_around(object given)
    {
        InvalidOptionException refused = Assert.Throws<InvalidOptionException>(
            () => new WholeNumber(given).Within("-Seed", 0, ulong.MaxValue, OptionErrors.SeedOutOfRange));

        Assert.Equal("SeedOutOfRange", refused.Id);
        Assert.Same(given, refused.Target);
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    public void Means_the_same_in_every_culture(string culture) => Cultures.In(culture, () =>
    {
        Assert.Equal(1_000_000, Read("1,000,000"));
        Assert.Equal(-100_000_000, Read("-1E8"));
        Assert.Equal(15, Read("1.5E1"));
        Assert.Equal("NotAWholeNumber", Assert.Throws<InvalidOptionException>(() => Read("1.000.000")).Id);
        Assert.Contains(" 1.5 isn't one", Assert.Throws<InvalidOptionException>(() => Read(1.5)).Message, StringComparison.Ordinal);
        Assert.Equal("1.5", new WholeNumber(1.5).ToString());
    });

    private static Int128 Read(object? given)
        => new WholeNumber(given).Within("-Seed", Int128.MinValue / 2, Int128.MaxValue / 2, OptionErrors.SeedOutOfRange);
}
