namespace PiPS.Benchmarks.Measuring;

/// <summary>A figure's values, by round.</summary>
internal sealed class Series(Unit unit)
{
    private readonly SortedDictionary<int, double> _values = [];

    public Unit Unit => unit;

    public Spread Spread => Spread.Of(_values.Values);

    public void Enter(int round, double value) => _values[round] = value;

    /// <summary>This over another figure, round by round: what slows a whole round down leaves the ratio alone.</summary>
    public Spread? Over(Series other, double divisor)
    {
        double[] ratios =
        [
            .. _values.Keys.Where(other._values.ContainsKey).Select(round => _values[round] / other._values[round] / divisor),
        ];
        return ratios.Length > 0 ? Spread.Of(ratios) : null;
    }
}
