using PiPS.Engine.Estimating;

namespace PiPS.Engine.Benchmarking.Baselines;

/// <summary>What counts as a difference, and how sure it has to be.</summary>
public sealed record ComparisonLimits
{
    /// <summary>A change that is no matter, as a share of the rate: from 0, below 1.</summary>
    public double Threshold { get; init; } = 0.05;

    /// <summary>Confidence level of the ratio's interval, between 0 and 1.</summary>
    public double ConfidenceLevel { get; init; } = 0.95;

    /// <exception cref="InvalidOptionException">One of them is out of its range.</exception>
    public void ThrowIfInvalid()
    {
        if (!(Threshold is >= 0.0 and < 1.0))
        {
            throw BenchmarkErrors.ThresholdOutOfRange(Threshold);
        }

        if (!(ConfidenceLevel is > 0.0 and < 1.0))
        {
            throw OptionErrors.ConfidenceLevelOutOfRange(ConfidenceLevel);
        }
    }

    /// <summary>What an interval of the ratio says.</summary>
    /// <remarks>
    /// "Faster" begins at 1 / (1 − threshold), not at 1 + threshold: so the two sides can be exchanged, and Slower becomes Faster.
    /// </remarks>
    /// <param name="lower">Lower bound of the ratio.</param>
    /// <param name="upper">Upper bound of the ratio.</param>
    /// <param name="reached">Confidence level that the interval has.</param>
    internal string Verdict(double lower, double upper, double reached)
    {
        // A level is a sum of rounded chances.
        if (reached < ConfidenceLevel - 1e-12)
        {
            return ComparisonVerdict.Inconclusive;
        }

        double slower = 1.0 - Threshold;
        double faster = 1.0 / slower;

        return upper < slower ? ComparisonVerdict.Slower
            : lower > faster ? ComparisonVerdict.Faster
            : lower >= slower && upper <= faster ? ComparisonVerdict.Same
            : ComparisonVerdict.Inconclusive;
    }
}
