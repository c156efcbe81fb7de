using System.Collections;
using System.Collections.Specialized;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace PiPS.Engine.Values;

/// <summary>How a dictionary compares its keys: layouts in <see cref="CompactCodec"/>.</summary>
internal static class KeyComparison
{
    /// <summary>Keys are compared as they are.</summary>
    public const byte Exact = 0;

    /// <summary>Strings are compared without regard to case, as in PowerShell's @{}.</summary>
    public const byte IgnoreCase = 1;

    public static byte Of(Hashtable table) => Of(ComparerOf(table));

    public static byte Of(OrderedDictionary dictionary) => Of(ComparerOf(dictionary));

    public static IEqualityComparer? Comparer(byte comparison) => comparison switch
    {
        Exact => null,
        IgnoreCase => StringComparer.OrdinalIgnoreCase,
        _ => throw Malformed.Because("A dictionary compares its keys in an unknown way."),
    };

    private static byte Of(IEqualityComparer? comparer)
    {
        if (comparer is not StringComparer strings)
        {
            return Exact;
        }

        if (ReferenceEquals(strings, StringComparer.OrdinalIgnoreCase))
        {
            return IgnoreCase;
        }

        // A culture's becomes an ordinal one, but for Turkish and Azeri: there "i" and "I" may be two keys.
        return StringComparer.IsWellKnownCultureAwareComparer(strings, out _, out CompareOptions options)
            && options.HasFlag(CompareOptions.IgnoreCase)
            && strings.Equals("i", "I")
            ? IgnoreCase
            : Exact;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_EqualityComparer")]
    private static extern IEqualityComparer? ComparerOf(Hashtable table);

    // There is no other way to ask it. A test tells if a later .NET calls it otherwise.
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_comparer")]
    private static extern ref IEqualityComparer? ComparerOf(OrderedDictionary dictionary);
}
