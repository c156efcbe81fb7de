using System.Globalization;

namespace PiPS.Engine.Estimating;

/// <summary>Reads a duration as people give it: a number of seconds, or hours, minutes and seconds.</summary>
/// <remarks>Converted by .NET, the number 10 would be ten ticks of 100 ns; nobody means that.</remarks>
public static class DurationInput
{
    /// <summary>The duration meant.</summary>
    /// <param name="given">A time span, a number of seconds, or the text of either: 10, 0.5, 00:10:00, 1.12:00:00.</param>
    /// <exception cref="InvalidOptionException">It is none of these.</exception>
    public static TimeSpan Read(object? given) => given switch
    {
        TimeSpan span => span,
        // Hours, minutes and seconds: 10:30 would be ten hours to .NET, and ten minutes to most people.
        string text when text.Count(character => character == ':') == 2
            && TimeSpan.TryParseExact(text.Trim(), ["c", @"h\:mm\:ss"], CultureInfo.InvariantCulture, out TimeSpan span) => span,
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds)
            => Seconds(seconds, given),
        sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal
            => Seconds(Convert.ToDouble(given, CultureInfo.InvariantCulture), given),
        _ => throw OptionErrors.DurationOutOfRange(given),
    };

    private static TimeSpan Seconds(double seconds, object given)
        => Math.Abs(seconds) <= TimeSpan.MaxValue.TotalSeconds / 2.0
            ? TimeSpan.FromSeconds(seconds)
            : throw OptionErrors.DurationOutOfRange(given);
}
