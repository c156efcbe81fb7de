using System.Collections;
using PiPS.Engine.Protocol;
using PiPS.Engine.Values;

namespace PiPS.Engine.Tests.Values;

/// <summary>Values within values: how deep, and what if they meet themselves.</summary>
public sealed class ValueNestingTests
{
    private const int SmallStack = 192 * 1024;

    public static TheoryData<string, Func<object?, object>> Levels => new()
    {
        { "array", inner => new object?[] { inner } },
        { "list", inner => new ArrayList { inner } },
        { "table", inner => new Hashtable { ["next"] = inner } },
        { "record", inner => new Bag { Fields = [new("Next", inner)] } },
        { "wrapped", inner => new Wrapper { Value = new List<object?> { inner } } },
    };

    [Theory, MemberData(nameof(Levels))]
    public void Carries_a_hundred_levels_and_no_more(string kind, Func<object?, object> around)
    {
        object? deepest = Nest(CompactCodec.MaximumDepth - 1, around);
        object? carried = null;

        Assert.NotEmpty(kind);
        OnSmallStack(() => carried = Carrier.Decode(Carrier.Encode(deepest)));
        Assert.True(Alike.Are(deepest, carried));
        OnSmallStack(() => Assert.Throws<UnencodableValueException>(() => Carrier.Encode(around(deepest))));
        OnSmallStack(() => Assert.Throws<UnencodableValueException>(() => Carrier.Encode(Nest(100_000, around))));
    }

    [Theory]
    [InlineData("2001")]
    [InlineData("2101")]
    [InlineData("2201")]
    [InlineData("250001C161")]
    [InlineData("260001C161")]
    [InlineData("270001C161")]
    [InlineData("28C16100" + "01C161")]
    public void Refuses_bytes_that_nest_without_end(string level)
    {
        byte[] bytes = Convert.FromHexString(string.Concat(Enumerable.Repeat(level, 100_000)) + "00");

        OnSmallStack(() => Assert.Throws<ProtocolException>(() => Carrier.Decode(bytes)));
    }

    [Fact]
    public void Carries_what_contains_itself()
    {
        object?[] array = new object?[2];
        array[0] = array;
        Hashtable table = new() { ["array"] = array };
        table["self"] = table;
        Bag bag = new() { Fields = [new("Table", table)] };
        bag.Fields.Add(new("Self", bag));
        array[1] = new ArrayList { bag, array };

        Assert.True(Alike.Are(array, Carrier.Decode(Carrier.Encode(array))));
    }

    [Fact]
    public void Writes_what_is_shared_once()
    {
        object? shared = Nest(60, inner => new[] { inner, inner });

        byte[] bytes = Carrier.Encode(shared);

        Assert.InRange(bytes.Length, 60, 300);
        Assert.True(Alike.Are(shared, Carrier.Decode(bytes)));
    }

    [Fact]
    public void Keeps_the_counts_of_what_is_shared_in_large_values()
    {
        object[] tables = [.. Enumerable.Range(0, 10_000).Select(i => new Hashtable { ["number"] = i })];
        object?[] value = [tables, .. tables.Reverse(), new Stranger("S"), tables, tables[5000]];

        Assert.True(Alike.Are(value, Carrier.Decode(Carrier.Encode(value))));
        Assert.True(Alike.Are(value, Carrier.Decode(Carrier.Encode(value))));
    }

    private static object? Nest(int levels, Func<object?, object> around)
    {
        object? value = 1;

        for (int level = 0; level < levels; level++)
        {
            value = around(value);
        }

        return value;
    }

    private static void OnSmallStack(Action check)
    {
        Exception? failure = null;
        Thread thread = new(() => failure = Record.Exception(check), SmallStack);
        thread.Start();
        thread.Join();
        Assert.Null(failure);
    }
}
