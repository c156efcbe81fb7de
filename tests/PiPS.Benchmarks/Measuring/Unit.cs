using System.Globalization;

namespace PiPS.Benchmarks.Measuring;

/// <summary>What a figure is measured in, and which way is better.</summary>
/// <param name="Label">As it stands in a table.</param>
/// <param name="Scale">What a value is multiplied by to be shown.</param>
/// <param name="HigherIsBetter">Whether it is a speed rather than a cost.</param>
internal sealed record Unit(string Label, double Scale, bool HigherIsBetter)
{
    public static Unit Trials { get; } = new("G trials/s", 1e-9, true);

    public static Unit TrialsOfProcessor { get; } = new("G trials/processor s", 1e-9, true);

    public static Unit RoundTrips { get; } = new("round trips/s", 1.0, true);

    public static Unit Items { get; } = new("items/s", 1.0, true);

    public static Unit Messages { get; } = new("messages/s", 1.0, true);

    public static Unit Operations { get; } = new("operations/s", 1.0, true);

    public static Unit Increments { get; } = new("M increments/s", 1e-6, true);

    public static Unit Throughput { get; } = new("GB/s", 1e-9, true);

    public static Unit Time { get; } = new("ms", 1e3, false);

    public static Unit ShortTime { get; } = new("µs", 1e6, false);

    public static Unit Cores { get; } = new("% of a core", 1e2, false);

    public static Unit Memory { get; } = new("MB", 1e-6, false);

    /// <summary>A ratio of figures of this unit: the better, the higher or the lower as they.</summary>
    public Unit Ratio => new(string.Empty, 1.0, HigherIsBetter);

    /// <summary>Three significant digits, or the whole part if that is longer.</summary>
    public string Text(double value)
    {
        double shown = value * Scale;
        int decimals = shown == 0.0 ? 0 : Math.Clamp(2 - (int)Math.Floor(Math.Log10(Math.Abs(shown))), 0, 6);
        return shown.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }
}
