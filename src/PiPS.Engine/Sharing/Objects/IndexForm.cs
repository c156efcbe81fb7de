using System.Globalization;

namespace PiPS.Engine.Sharing.Objects;

/// <summary>What a shell takes for an index: whole numbers, whatever their type, and text that is one.</summary>
internal static class IndexForm
{
    /// <exception cref="ShareException">It is none.</exception>
    public static long Read(object? index)
    {
        switch (index)
        {
            case int number:
                return number;
            case long number:
                return number;
            case double number when Math.Floor(number) == number && Math.Abs(number) < int.MaxValue:
                return (long)number;
            case string text when long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out long number):
                return number;
            case byte or sbyte or short or ushort or uint or decimal { Scale: 0 }:
                return Convert.ToInt64(index, CultureInfo.InvariantCulture);
            default:
                throw ShareRefusals.SharedIndexNotNumber(index);
        }
    }
}
