using System.Collections;
using System.Globalization;

namespace PiPS.Engine.Sharing.Objects;

/// <summary>The order of values: numbers by their value, whatever their types; strings as the culture has them, without regard to case; null first.</summary>
internal sealed class ValueComparer : IComparer<object?>
{
    private ValueComparer()
    {
    }

    public static ValueComparer Instance { get; } = new();

    /// <exception cref="ArgumentException">They can't be compared.</exception>
    public int Compare(object? x, object? y) => (x, y) switch
    {
        (string text, string other) => CultureInfo.CurrentCulture.CompareInfo.Compare(text, other, CompareOptions.IgnoreCase),
        (not null, not null) when x.GetType() != y.GetType() && IsNumber(x) && IsNumber(y) => CompareNumbers(x, y),
        _ => Comparer.Default.Compare(x, y),
    };

    private static bool IsNumber(object value) => Type.GetTypeCode(value.GetType()) is >= TypeCode.SByte and <= TypeCode.Decimal;

    private static int CompareNumbers(object x, object y) => x is double or float || y is double or float
        ? Convert.ToDouble(x, CultureInfo.InvariantCulture).CompareTo(Convert.ToDouble(y, CultureInfo.InvariantCulture))
        : Convert.ToDecimal(x, CultureInfo.InvariantCulture).CompareTo(Convert.ToDecimal(y, CultureInfo.InvariantCulture));
}
