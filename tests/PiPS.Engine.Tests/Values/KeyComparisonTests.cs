using System.Collections;
using System.Collections.Specialized;
using System.Globalization;

namespace PiPS.Engine.Tests.Values;

/// <summary>A dictionary finds on the other side what it found on this one.</summary>
public sealed class KeyComparisonTests
{
    public static TheoryData<string, IEqualityComparer?, bool> Comparers => new()
    {
        { "none", null, false },
        { "PowerShell 7.6's @{}", StringComparer.OrdinalIgnoreCase, true },
        { "older PowerShell's @{}", StringComparer.CurrentCultureIgnoreCase, true },
        { "invariant", StringComparer.InvariantCultureIgnoreCase, true },
        { "ordinal", StringComparer.Ordinal, false },
        { "invariant, with case", StringComparer.InvariantCulture, false },
        { "Turkish", StringComparer.Create(CultureInfo.GetCultureInfo("tr-TR"), ignoreCase: true), false },
        { "not of strings", StructuralComparisons.StructuralEqualityComparer, false },
    };

    [Theory, MemberData(nameof(Comparers))]
    public void Finds_keys_of_another_case_as_before(string kind, IEqualityComparer? comparer, bool ignoresCase)
    {
        Hashtable table = new(comparer) { ["Title"] = 1 };
        OrderedDictionary dictionary = new(comparer) { ["Title"] = 1 };

        Assert.NotEmpty(kind);
        Assert.Equal(ignoresCase, Carrier.Carry(table).ContainsKey("tITLE"));
        Assert.Equal(ignoresCase, Carrier.Carry(dictionary).Contains("tITLE"));
        Assert.True(Carrier.Carry(Carrier.Carry(table)).ContainsKey("Title"));
    }

    [Fact]
    public void Keeps_keys_apart_that_only_case_tells_apart()
        => Assert.Equal(2, Carrier.Carry(new Hashtable { ["a"] = 1, ["A"] = 2 }).Count);

    [Fact]
    public void Keeps_the_last_of_keys_that_only_wrappers_told_apart()
    {
        Hashtable table = new() { [new Wrapper { Value = "a" }] = 1, [new Wrapper { Value = "a" }] = 1 };

        Assert.Equal(1, Assert.Single(Carrier.Carry(table).Values.Cast<int>()));
    }

    [Fact]
    public void Keeps_the_order_of_ordered_keys()
    {
        OrderedDictionary dictionary = new() { { "z", 1 }, { "a", 2 }, { 7, 3 }, { "m", 4 } };

        Assert.Equal(["z", "a", 7, "m"], Carrier.Carry(dictionary).Keys.Cast<object>());
    }
}
