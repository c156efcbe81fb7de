using System.Collections;
using System.Collections.Specialized;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using PiPS.Engine.Values;

namespace PiPS.Engine.Tests.Values;

/// <summary>Values arrive as they were.</summary>
public sealed class CompactCodecTests
{
    // A few for each layout: the bytes must stay what they are, or versions no longer understand each other.
    public static TheoryData<object?, string> Layouts => new()
    {
        { null, "00" },
        { false, "01" },
        { true, "02" },
        { (sbyte)-1, "03FF" },
        { (byte)200, "04C8" },
        { (short)-1, "0501" },
        { (ushort)300, "06AC02" },
        { 56, "0770" },
        { -9, "0711" },
        { int.MinValue, "07FFFFFFFF0F" },
        { 128u, "088001" },
        { -1L, "0901" },
        { 1UL, "0A01" },
        { (Half)1, "0B003C" },
        { 1f, "0C0000803F" },
        { 1d, "0D000000000000F03F" },
        { 1.5m, "0E0F000000000000000000000000000100" },
        { 'A', "0F4100" },
        { new string('a', 64), "1040" + string.Concat(Enumerable.Repeat("61", 64)) },
        { "\uD800", "110100D8" },
        { new DateTime(1, DateTimeKind.Utc), "120100000000000040" },
        { new DateTimeOffset(1, TimeSpan.Zero), "1301000000000000000000" },
        { TimeSpan.FromTicks(1), "140100000000000000" },
        { DateOnly.FromDayNumber(1), "1501" },
        { new TimeOnly(1), "160100000000000000" },
        { new Guid("00010203-0405-0607-0809-0a0b0c0d0e0f"), "1703020100050407060809" + "0A0B0C0D0E0F" },
        { new Version(1, 2), "1802030000" },
        { new Uri("http://a/"), "1901C9687474703A2F2F612F" },
        { new System.Numerics.BigInteger(256), "1A020001" },
        { DBNull.Value, "1B" },
        { new object?[] { 0, null }, "20028800" },
        { new ArrayList { 0 }, "210188" },
        { new List<object?> { 0 }, "220188" },
        { new[] { 1, -1 }, "23070201000000FFFFFFFF" },
        { new List<string?> { "a", null }, "241002C16100" },
        { new Hashtable { ["a"] = 0 }, "250001C16188" },
        { new OrderedDictionary(StringComparer.OrdinalIgnoreCase) { ["a"] = 0 }, "260101C16188" },
        { -8, "80" },
        { 55, "BF" },
        { "", "C0" },
        { "ä", "C2C3A4" },
    };

    [Theory, MemberData(nameof(Layouts))]
    public void Lays_values_out_as_documented(object? value, string bytes)
    {
        Assert.Equal(bytes, Convert.ToHexString(Carrier.Encode(value)));
        Assert.True(Alike.Are(value, Carrier.Decode(Convert.FromHexString(bytes))));
    }

    [Fact]
    public void Lays_out_what_the_shell_knows()
    {
        Bag bag = new() { Fields = [new("a", 0)] };
        Bag line = new() { Core = "b", TypeNames = ["T"], Fields = [new("a", 0)] };

        Assert.Equal("270001C16188", Convert.ToHexString(Carrier.Encode(bag)));
        Assert.Equal("28C16201C15401C16188", Convert.ToHexString(Carrier.Encode(line)));
        Assert.Equal("2A09737472616E6765723A", Convert.ToHexString(Carrier.Encode(new Stranger(""))));
        Assert.Equal("200327000029012901", Convert.ToHexString(Carrier.Encode(Thrice(new Bag()))));
    }

    [Fact]
    public void Carries_any_value()
        => Prop.ForAll(AnyValue.Arbitrary, value => Alike.Are(value, Carrier.Decode(Carrier.Encode(value))))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public void Takes_values_one_after_the_other()
        => Prop.ForAll(AnyValue.Arbitrary, AnyValue.Arbitrary, (first, second) =>
        {
            ByteReader source = new([.. Carrier.Encode(first), .. Carrier.Encode(second)]);
            return Alike.Are(first, Carrier.Codec.Read(ref source)) && Alike.Are(second, Carrier.Codec.Read(ref source));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("de-CH")]
    public void Makes_the_same_bytes_in_every_culture(string culture)
    {
        CultureInfo given = CultureInfo.CurrentCulture;
        Prop.ForAll(AnyValue.Arbitrary, value =>
        {
            byte[] bytes = Carrier.Encode(value);
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);

            try
            {
                return bytes.SequenceEqual(Carrier.Encode(value)) && Alike.Are(value, Carrier.Decode(bytes));
            }
            finally
            {
                CultureInfo.CurrentCulture = given;
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Carries_arrays_of_references_as_objects()
    {
        object[] carried = Carrier.Carry<object[]>([new Version[] { new(1, 2) }, new int[][] { [1], [2] }]);

        Assert.Equal([new Version(1, 2)], Assert.IsType<object[]>(carried[0]));
        Assert.Equal([1], Assert.IsType<int[]>(Assert.IsType<object[]>(carried[1])[0]));
    }

    [Fact]
    public void Leaves_to_the_shell_what_only_looks_plain()
    {
        Assert.Throws<UnencodableValueException>(() => Carrier.Encode(new[] { DayOfWeek.Monday }));
        Assert.Throws<UnencodableValueException>(() => Carrier.Encode(DayOfWeek.Monday));
        Assert.Throws<UnencodableValueException>(() => Carrier.Encode(new int[2, 2]));
        Assert.Throws<UnencodableValueException>(() => Carrier.Encode(Hashtable.Synchronized([])));
    }

    [Fact]
    public void Says_what_cannot_travel_where_there_is_no_shell()
        => Assert.Contains(
            nameof(Stranger),
            Assert.Throws<UnencodableValueException>(() => new CompactCodec().Write(new(), new Stranger("S"))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Writes_nothing_if_it_cannot_write_all()
    {
        ByteWriter target = new();
        Carrier.Codec.Write(target, 1);

        Assert.Throws<UnencodableValueException>(() => Carrier.Codec.Write(target, new object[] { "first", DayOfWeek.Monday }));

        Assert.Equal(1, target.Length);
    }

    [Fact]
    public void Says_that_a_collection_changed_under_it()
    {
        Hashtable table = [];
        table["a"] = table["b"] = new Wrapper { Opened = () => table[table.Count] = 1 };

        Assert.Throws<UnencodableValueException>(() => Carrier.Encode(table));
    }

    [Fact]
    public void Serves_many_threads() => Parallel.For(0, 2000, i =>
    {
        object?[] value = [i, "text " + i, new Hashtable { ["key " + i] = new object[] { i } }];
        Assert.True(Alike.Are(value, Carrier.Decode(Carrier.Encode(value))));
    });

    [Fact]
    public void Serves_a_shell_that_uses_it_within()
    {
        string[] inner = ["inner"];
        object?[] outer = [inner, new Wrapper { Value = "x", Opened = () => Assert.Equal(inner, Carrier.Carry(inner)) }, inner];

        Assert.True(Alike.Are(outer, Carrier.Decode(Carrier.Encode(outer))));
    }

    private static object?[] Thrice(object value) => [value, value, value];
}
