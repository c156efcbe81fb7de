using System.Collections;
using System.Numerics;
using PiPS.Engine.Sharing.Objects;
using PiPS.Engine.Tests.Values;
using static PiPS.Engine.Tests.Sharing.Objects.ObjectSession;

namespace PiPS.Engine.Tests.Sharing.Objects;

public sealed class SharedDictionaryTests
{
    private readonly ObjectSession _session = new();
    private readonly SharedDictionary _dictionary;

    public SharedDictionaryTests()
    {
        _dictionary = SharedDictionary.Create(_session.Space);
    }

    // Pairs of keys, and whether they are the same: what a PowerShell hashtable says.
    public static TheoryData<object, object, bool> Pairs => new()
    {
        { "a", "A", true },
        { "straße", "STRASSE", false },
        { "é", "É", true },
        { "a", 'a', false },
        { 1, 1, true },
        { 1, 1L, false },
        { 1, 1.0, false },
        { 0.0, -0.0, true },
        { double.NaN, double.NaN, true },
        { 1.0m, 1.00m, true },
        { DayOfWeek.Monday, 1, false },
        { true, 1, false },
        { new BigInteger(5), new BigInteger(5), true },
        { Guid.Empty, Guid.Empty, true },
        { new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc), new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Unspecified), true },
        { string.Empty, " ", false },
    };

    [Theory, MemberData(nameof(Pairs))]
    public void Compares_keys_as_a_hashtable_does(object first, object second, bool same)
    {
        Assert.Equal(same, new Hashtable(StringComparer.OrdinalIgnoreCase) { [first] = 1 }.ContainsKey(second));

        if (first is Enum)
        {
            return;
        }

        _dictionary[first] = "there";

        Assert.Equal(same ? "there" : null, _dictionary[second]);
        Assert.Equal(same, _dictionary.ContainsKey(second));
        _dictionary[second] = 2;
        Assert.Equal(same ? 1 : 2, _dictionary.Count);
        Assert.Equal(first, _dictionary.Keys.Cast<object>().First());
    }

    [Fact]
    public void Takes_a_key_without_the_shell_s_wrapper()
    {
        _dictionary[new Wrapper { Value = "a" }] = 1;

        Assert.Equal(1, _dictionary["a"]);
        Assert.Equal(1, _dictionary[new Wrapper { Value = "A" }]);
        Assert.IsType<string>(_dictionary.Keys.Cast<object>().Single());
    }

    [Fact]
    public void Takes_a_key_without_what_is_tied_to_it()
    {
        Bag line = new() { Core = "a" };
        line.Fields.Add(new("Line", 5));

        _dictionary[line] = 1;

        Assert.Equal(1, _dictionary["a"]);
    }

    [Fact]
    public void Refuses_keys_that_are_not_plain()
    {
        Refused("SharedKeyNotPlain", () => _dictionary[new object[] { 1 }] = 1);
        Refused("SharedKeyNotPlain", () => _dictionary[new Hashtable()]);
        Refused("SharedKeyNotPlain", () => _dictionary[new Stranger("x")]);
        Refused("SharedKeyNotPlain", () => _dictionary[_dictionary]);
        Refused("SharedKeyNull", () => _dictionary[null!]);
        Refused("SharedKeyNull", () => _dictionary[new Wrapper { Value = null }] = 1);
        Assert.Empty(_dictionary.Keys);
    }

    [Fact]
    public void Keeps_the_order_in_which_keys_came()
    {
        foreach (int key in (int[])[5, 3, 9, 1])
        {
            _dictionary[key] = key * 10;
        }

        _dictionary[9] = 0;
        _dictionary.Remove(3);
        _dictionary[3] = 3;

        Assert.Equal([5, 9, 1, 3], _dictionary.Keys.Cast<int>());
        Assert.Equal([50, 0, 10, 3], _dictionary.Values.Cast<int>());
        Assert.Equal([5, 9, 1, 3], _dictionary.ToOrderedDictionary().Keys.Cast<int>());
        Assert.Equal([(5, 50), (9, 0), (1, 10), (3, 3)], ((IEnumerable)_dictionary).Cast<DictionaryEntry>().Select(e => ((int)e.Key, (int)e.Value!)));
    }

    [Fact]
    public void Goes_through_what_was_there_when_that_began()
    {
        _dictionary["a"] = 1;
        _dictionary["b"] = 2;
        List<object> seen = [];

        foreach (DictionaryEntry entry in _dictionary)
        {
            seen.Add(entry.Key);
            _dictionary.Clear();
        }

        Assert.Equal(["a", "b"], seen);
    }

    [Fact]
    public void Tells_null_from_nothing()
    {
        _dictionary["null"] = null;

        Assert.True(_dictionary.ContainsKey("null"));
        Assert.True(_dictionary.TryGetValue("null", out object? value));
        Assert.Null(value);
        Assert.Null(_dictionary.Get("null", 5));
        Assert.False(_dictionary.TryGetValue("none", out _));
        Assert.Null(_dictionary["none"]);
        Assert.Equal(5, _dictionary.Get("none", 5));
        Assert.Null(_dictionary.Get("none"));
    }

    [Fact]
    public void Adds_once()
    {
        Assert.True(_dictionary.TryAdd("a", 1));
        Assert.False(_dictionary.TryAdd("A", 2));
        Assert.Equal(1, _dictionary.GetOrAdd("a", 3));
        Assert.Equal(3, _dictionary.GetOrAdd("b", 3));
        _dictionary.Add("c", null);
        Assert.False(_dictionary.TryAdd("c", 4));
        Assert.Null(_dictionary.GetOrAdd("c", 5));
        Refused("SharedKeyExists", () => _dictionary.Add("b", 4));
        Assert.Equal(3, _dictionary["b"]);
    }

    [Fact]
    public void Takes_out()
    {
        _dictionary.AddRange(new Hashtable { ["a"] = 1 });
        _dictionary.AddRange(new System.Collections.Specialized.OrderedDictionary { ["b"] = 2, ["c"] = null, ["A"] = 9 });

        Assert.Equal(9, _dictionary.Pop("a"));
        Refused("SharedKeyNotFound", () => _dictionary.Pop("a"));
        Assert.Equal("no", _dictionary.Pop("a", "no"));
        DictionaryEntry last = _dictionary.PopLast();
        Assert.Equal("c", last.Key);
        Assert.Null(last.Value);
        Assert.True(_dictionary.TryRemove("b"));
        Assert.False(_dictionary.TryRemove("b"));
        _dictionary.Remove("b");
        Assert.False(_dictionary.TryPopLast(ref last));
        Refused("SharedDictionaryEmpty", () => _dictionary.PopLast());
        _dictionary["a"] = 1;
        _dictionary.Clear();
        Assert.Empty(_dictionary);
        Assert.Null(_dictionary["a"]);
    }

    [Fact]
    public void Exchanges_what_is_as_expected()
    {
        _dictionary["a"] = "x";

        Assert.False(_dictionary.TrySet("a", "X", 1));
        Assert.False(_dictionary.TrySet("b", null, 1));
        Assert.True(_dictionary.TrySet("A", "x", 1));
        Assert.False(_dictionary.TrySet("a", 1L, 2));
        Assert.True(_dictionary.TrySet("a", 1, new object?[] { 1, null }));
        Assert.True(_dictionary.TrySet("a", new object?[] { 1, null }, 3));
        Assert.Equal(3, _dictionary["a"]);
    }

    [Fact]
    public void Copies_values_and_keeps_shared_ones_live()
    {
        Hashtable inner = new() { ["x"] = 1 };
        SharedList list = SharedList.Create(_session.Space);
        _dictionary["table"] = inner;
        _dictionary["list"] = new object[] { list, _dictionary };
        inner["x"] = 2;

        Assert.Equal(1, ((Hashtable)_dictionary["table"]!)["x"]);
        object[] found = (object[])_dictionary["list"]!;
        ((SharedList)found[0]).Add(5);
        Assert.Equal(5, list[0]);
        Assert.True(_dictionary.Equals(found[1]));
        Assert.Equal(1, ((Hashtable)((SharedDictionary)found[1])["table"]!)["x"]);
    }

    [Fact]
    public void Begins_with_what_it_is_given_or_not_at_all()
    {
        SharedDictionary given = SharedDictionary.Create(_session.Space, "given", new Hashtable { ["a"] = 1 });
        Assert.Equal(1, given["A"]);
        Assert.Equal(1, SharedDictionary.Create(_session.Space, "copy", given)["a"]);

        Refused("SharedKeyNotPlain", () => SharedDictionary.Create(_session.Space, "bad", new Hashtable { [new object[1]] = 1 }));
        Refused("SharedObjectNotFound", () => _session.Space.Find("bad"));
        Refused("SharedNameTaken", () => SharedDictionary.Create(_session.Space, "GIVEN"));
    }

    [Fact]
    public void Refuses_what_cannot_be_told_and_stays_as_it_was()
    {
        _dictionary["a"] = 1;

        Assert.Throws<PiPS.Engine.Values.UnencodableValueException>(() => _dictionary["a"] = Console.Out);
        Assert.Equal(1, _dictionary["a"]);
    }

    [Fact]
    public void Answers_a_dynamic_language()
    {
        dynamic dictionary = _dictionary;
        dictionary["a"] = 1;
        dictionary.b = 2;
        dictionary.Count = "mine";
        dictionary.Item = "an indexer's name";
        Assert.Equal("an indexer's name", dictionary.item);
        _dictionary.Remove("item");

        Assert.Equal(1, dictionary.A);
        Assert.Equal("mine", dictionary.Count);
        Assert.Equal([1, 2, null], (object?[])dictionary[new object[] { "a", "b", "c" }]);
        _dictionary.Remove("count");
        Assert.Equal(2, dictionary.Count);
        _session.Space.Remove(_dictionary);
        Refused("SharedObjectRemoved", () => (object?)dictionary["a"]);
        Refused("SharedObjectRemoved", () => (object?)dictionary.Count);
    }

    [Fact]
    public void Ends_for_all()
    {
        _session.Space.Remove(_dictionary);

        Refused("SharedObjectRemoved", () => _dictionary["a"]);
        Refused("SharedObjectRemoved", () => _dictionary["a"] = 1);
        Refused("SharedObjectRemoved", () => _dictionary.GetEnumerator());
        Refused("SharedObjectRemoved", () => _dictionary.BeginUpdate("a"));
        Refused("SharedObjectRemoved", () => _session.Space.Remove(_dictionary));
    }

    [Fact]
    public void Namespaces_have_names_of_text_alone()
    {
        SharedNamespace names = SharedNamespace.Create(_session.Space, "n", new Hashtable { ["Level"] = 1 });
        dynamic open = names;
        open.Level = 2;

        Assert.Equal(2, open.level);
        Assert.Equal(["Level"], names.GetNames());
        Assert.Equal(2, names[new Wrapper { Value = "LEVEL" }]);
        Refused("SharedNameNotText", () => names[5] = 1);
        Refused("SharedNameNotText", () => SharedNamespace.Create(_session.Space, "m", new Hashtable { [5] = 1 }));
        Assert.Throws<Microsoft.CSharp.RuntimeBinder.RuntimeBinderException>(() => open.Count);
    }
}
