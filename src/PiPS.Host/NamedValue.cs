using PiPS.Engine.Estimating;

namespace PiPS.Host;

/// <summary>Reads one of an enumeration's names.</summary>
internal static class NamedValue
{
    /// <remarks>Enum.TryParse takes numbers as well, but nobody numbers these.</remarks>
    /// <exception cref="InvalidOptionException">There is no such name.</exception>
    public static T Read<T>(string? given, T standard, Func<object?, InvalidOptionException> unknown)
        where T : struct, Enum
        => given is null ? standard
            : Enum.GetNames<T>().Contains(given, StringComparer.OrdinalIgnoreCase) ? Enum.Parse<T>(given, ignoreCase: true)
            : throw unknown(given);
}
