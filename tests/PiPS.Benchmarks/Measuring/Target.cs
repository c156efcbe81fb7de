namespace PiPS.Benchmarks.Measuring;

/// <summary>What the design wants.</summary>
/// <param name="What">What is to be that fast, or that small.</param>
/// <param name="Quantity">How it is measured.</param>
/// <param name="Bound">The value to reach, in the figure's base unit: trials a second, seconds, bytes.</param>
internal sealed record Target(string What, Quantity Quantity, double Bound)
{
    public static bool IsReached(Unit unit, double bound, double value) => unit.HigherIsBetter ? value >= bound : value <= bound;
}
