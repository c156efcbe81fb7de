using System.Globalization;
using PiPS.Engine.Estimating;

namespace PiPS.Host;

/// <summary>Reads a number with a fraction.</summary>
internal static class RealNumber
{
    /// <exception cref="InvalidOptionException">It isn't a number.</exception>
    public static double? Read(string? given, Func<object?, InvalidOptionException> refused) => given is null ? null
        : double.TryParse(given, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number
        : throw refused(given);
}
