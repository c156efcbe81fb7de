namespace PiPS.Benchmarks.Measuring;

/// <summary>What the design wants.</summary>
/// <param name="What">What is to be that fast, or that small.</param>
/// <param name="Quantity">How it is measured.</param>
/// <param name="Bound">The value to reach, in the figure's base unit: trials a second, seconds, bytes.</param>
internal sealed record Target(string What, Quantity Quantity, double Bound)
{
    /// <summary>Whether it is reached; on a machine that others use too, the best round says what it could be.</summary>
    public string Verdict(Unit unit, Spread spread)
        => Reaches(unit, spread.Median) ? "reached"
        : Reaches(unit, unit.HigherIsBetter ? spread.Maximum : spread.Minimum) ? "in the best round"
        : "not reached";

    private bool Reaches(Unit unit, double value) => unit.HigherIsBetter ? value >= Bound : value <= Bound;
}
