using System.Collections;
using System.Collections.Specialized;
using PiPS.Engine.Pools.Logging;
using PiPS.Engine.Tests.Values;
using PiPS.Engine.Values;

namespace PiPS.Engine.Tests.Pools.Logging;

/// <summary>What is alike, and what isn't.</summary>
public sealed class ItemHasherTests
{
    public static TheoryData<object?, object?> Alike => new()
    {
        { new Hashtable { ["a"] = 1, ["b"] = 2, ["c"] = 3 }, new Hashtable { ["c"] = 3, ["b"] = 2, ["a"] = 1 } },
        { new OrderedDictionary { ["a"] = 1, ["b"] = 2 }, new OrderedDictionary { ["b"] = 2, ["a"] = 1 } },
        { new Hashtable { ["a"] = new Hashtable { ["x"] = 1, ["y"] = 2 } }, new Hashtable { ["a"] = new Hashtable { ["y"] = 2, ["x"] = 1 } } },
        { new object?[] { 1, "b", null }, new ArrayList { 1, "b", null } },
        { "é", "é" },
        { null, null },
    };

    [Theory, MemberData(nameof(Alike))]
    public void Are_alike(object? left, object? right) => Assert.Equal(Key(left), Key(right));

    [Fact]
    public void Are_unlike()
    {
        object?[] unlike =
        [
            null, 1, 2, 1L, "1", 1.0, "", Array.Empty<object?>(), new object?[] { null }, new object?[] { 1, 2 }, new object?[] { 2, 1 },
            new object?[] { new object?[] { 1 }, 2 }, new object?[] { new object?[] { 1, 2 } }, new Hashtable(), new Hashtable { ["a"] = 1 },
            new Hashtable { ["a"] = 2 }, new Hashtable { ["b"] = 1 }, new Hashtable { [1] = "a" }, new[] { 1, 2 }, true, Guid.Empty, 'a', "a",
        ];

        Assert.Equal(unlike.Length, unlike.Select(value => Key(value)).Distinct().Count());
        Assert.NotEqual(Key("a", "x"), Key("a", "y"));
    }

    [Fact]
    public void Are_known_though_they_contain_themselves()
    {
        Assert.Equal(Key(Cycle()), Key(Cycle()));
        Assert.NotEqual(Key(Cycle()), Key(new object?[] { Cycle() }));
    }

    [Fact]
    public void Are_as_alike_if_a_part_is_shared_as_if_it_is_there_twice()
    {
        object?[] part = [1, "x"];

        Assert.Equal(Key(new object?[] { part, part }), Key(new object?[] { part, part.ToArray() }));
    }

    [Fact]
    public void Are_refused_if_they_are_too_deep_or_too_large()
    {
        object? deep = 1;
        object?[] wide = [1];

        for (int i = 0; i < 200; i++)
        {
            deep = new object?[] { deep };
        }

        // Shared parts: few objects, but 2^60 places.
        for (int i = 0; i < 60; i++)
        {
            wide = [wide, wide];
        }

        Assert.Throws<UnencodableValueException>(() => Key(deep));
        Assert.Throws<UnencodableValueException>(() => Key(wide));
        Assert.Throws<UnencodableValueException>(() => Key(new object()));
    }

    [Fact]
    public void Are_the_record_that_has_the_same_fields_in_any_order()
    {
        Assert.Equal(Key(Record(("a", 1), ("b", "x"))), Key(Record(("b", "x"), ("a", 1))));
        Assert.NotEqual(Key(Record(("a", 1), ("b", "x"))), Key(Record(("a", 1), ("b", "y"))));
        Assert.NotEqual(Key(Record(("a", 1))), Key(new Bag { Fields = [new("a", 1)], TypeNames = ["T"] }));
        Assert.NotEqual(Key(new Bag { Core = "x", Fields = [new("a", 1)] }), Key("x"));
        Assert.Equal(Key(new Bag { Core = "x" }), Key("x"));
    }

    [Fact]
    public void Reads_and_shows_keys()
    {
        ContentKey key = Key("a");

        Assert.True(ContentKey.TryRead(System.Text.Encoding.UTF8.GetBytes(key.ToString()), out ContentKey read));
        Assert.Equal(key, read);
    }

    private static Bag Record(params (string Name, object? Value)[] fields)
        => new() { Fields = [.. fields.Select(field => new Field(field.Name, field.Value))] };

    private static object?[] Cycle()
    {
        object?[] outer = [1, null];
        outer[1] = outer;
        return outer;
    }

    private static ContentKey Key(object? value, string script = "") => new ItemHasher(script, new FakeShell()).Of(value);
}
