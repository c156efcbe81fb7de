using MathNet.Numerics;

namespace PiPS.Engine.Estimating;

/// <summary>
/// The statistics of an estimate: hits are binomial with probability pi/4, and pi is estimated as four times their share.
/// </summary>
public static class PiStatistics
{
    /// <summary>4 · hits / trials.</summary>
    public static double Value(Tally tally) => 4.0 * Share(tally);

    /// <summary>The estimate's standard error, 4 · sqrt(p(1 − p) / n) with p the share of hits: 0 when all or none are hits.</summary>
    public static double StandardError(Tally tally)
    {
        double share = Share(tally);
        return 4.0 * Math.Sqrt(share * (1.0 - share) / tally.Trials);
    }

    /// <summary>Wilson's score interval for pi.</summary>
    /// <remarks>
    /// At usual counts it is the binomial's normal interval to within 1/n; at small ones it keeps its coverage, where the
    /// normal interval doesn't. E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
    /// JASA 22 (1927); L. D. Brown, T. T. Cai, A. DasGupta, "Interval estimation for a binomial proportion",
    /// Statistical Science 16 (2001).
    /// </remarks>
    /// <param name="tally">At least one trial.</param>
    /// <param name="confidenceLevel">Between 0 and 1, both excluded.</param>
    /// <returns>The bounds, 0 to 4.</returns>
    public static (double Lower, double Upper) Interval(Tally tally, double confidenceLevel)
    {
        (double centre, double halfWidth) = Score(tally, Quantile(confidenceLevel));

        // Without a hit the lower bound is 0, and without a miss the upper one is 4, but for rounding.
        double lower = tally.Hits == 0 ? 0.0 : Math.Max(0.0, centre - halfWidth);
        double upper = tally.Hits == tally.Trials ? 1.0 : Math.Min(1.0, centre + halfWidth);
        return (4.0 * lower, 4.0 * upper);
    }

    /// <summary>Half the width of <see cref="Interval"/>: never 0, so that a lucky first trial doesn't end a run.</summary>
    public static double HalfWidth(Tally tally, double confidenceLevel)
        => 4.0 * Score(tally, Quantile(confidenceLevel)).HalfWidth;

    /// <summary>Trials that an interval of this half-width takes, if hits come as pi says.</summary>
    /// <param name="halfWidth">Above 0.</param>
    /// <param name="confidenceLevel">Between 0 and 1, both excluded.</param>
    /// <returns>From 1; more than a run can have if the target is out of reach.</returns>
    public static double TrialsFor(double halfWidth, double confidenceLevel)
    {
        double share = Math.PI / 4.0;
        double ratio = 4.0 * Quantile(confidenceLevel) / halfWidth;
        return Math.Max(1.0, Math.Ceiling(share * (1.0 - share) * ratio * ratio));
    }

    private static (double Centre, double HalfWidth) Score(Tally tally, double z)
    {
        double share = Share(tally);
        double trials = tally.Trials;
        double zz = z * z;
        double centre = (share + (zz / (2.0 * trials))) / (1.0 + (zz / trials));
        double halfWidth = z / (1.0 + (zz / trials)) * Math.Sqrt((share * (1.0 - share) / trials) + (zz / (4.0 * trials * trials)));
        return (centre, halfWidth);
    }

    private static double Share(Tally tally) => (double)tally.Hits / tally.Trials;

    // A normal variable lies within z standard deviations with probability erf(z / sqrt 2). By way of the distribution's
    // inverse at (1 + level) / 2 it would be infinite at the highest levels, and 0 at the lowest.
    private static double Quantile(double confidenceLevel) => Constants.Sqrt2 * SpecialFunctions.ErfInv(confidenceLevel);
}
