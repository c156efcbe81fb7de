using System.Globalization;

namespace PiPS.Engine.Tests;

/// <summary>How often the tests that repeat do it.</summary>
internal static class Soak
{
    // tests/PiPS.Soak sets it.
    private static readonly int Factor =
        int.TryParse(Environment.GetEnvironmentVariable("PIPS_SOAK"), CultureInfo.InvariantCulture, out int factor) ? factor : 1;

    /// <summary>A number of rounds for every build, or as many times more as were asked for.</summary>
    public static int Times(int rounds) => rounds * Factor;
}
