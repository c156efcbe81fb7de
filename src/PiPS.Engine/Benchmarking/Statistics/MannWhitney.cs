using MathNet.Numerics.Distributions;

namespace PiPS.Engine.Benchmarking.Statistics;

/// <summary>
/// Distribution of Mann and Whitney's U, the number of pairs whose second is the lower one, if both samples come from the same population.
/// </summary>
/// <remarks>
/// By the recurrence of H. B. Mann, D. R. Whitney, "On a test of whether one of two random variables is stochastically larger than the
/// other", Annals of Mathematical Statistics 18 (1947): exact to rounding, for it adds and never subtracts. Beyond
/// <see cref="ExactPairs"/> pairs it is the normal distribution with a correction for continuity, as usual.
/// </remarks>
public static class MannWhitney
{
    /// <summary>So many pairs are counted exactly; R's wilcox.test goes to 49 samples on either side.</summary>
    public const int ExactPairs = 10_000;

    // Chances are sums of rounded ones, and (1 - 0.9) / 2 is a little below 0.05.
    private const double Rounding = 1e-12;

    // Points have the same samples as a rule: 128 processors with 100 runs each took a minute.
    [ThreadStatic]
    private static (int Most, int Fewest, double[] Chances)? _last;

    /// <summary>P(U ≤ <paramref name="u"/>).</summary>
    /// <param name="first">Samples of the first, from 1.</param>
    /// <param name="second">Samples of the second, from 1.</param>
    /// <param name="u">Any number of pairs.</param>
    public static double LowerTail(int first, int second, long u)
    {
        ThrowUnlessSamples(first, second);
        long pairs = (long)first * second;

        return u < 0 ? 0.0
            : u >= pairs ? 1.0
            : pairs > ExactPairs ? Approximation(first, second, u)
            : u > pairs / 2 ? 1.0 - Sum(first, second, pairs - u - 1)
            : Sum(first, second, u);
    }

    /// <summary>The most pairs that can be left out at an end: the largest k with P(U &lt; k) ≤ <paramref name="tail"/>.</summary>
    /// <param name="first">Samples of the first, from 1.</param>
    /// <param name="second">Samples of the second, from 1.</param>
    /// <param name="tail">Above 0 and below 0.5.</param>
    /// <returns>0 if even P(U = 0) is more: there are too few samples.</returns>
    public static long Outside(int first, int second, double tail)
    {
        ThrowUnlessSamples(first, second);
        long pairs = (long)first * second;

        if (pairs > ExactPairs)
        {
            (double mean, double deviation) = Moments(first, second);
            return Math.Max(0, (long)Math.Floor(mean + 0.5 + (deviation * Normal.InvCDF(0.0, 1.0, tail))));
        }

        double[] chances = Chances(first, second);
        double sum = 0.0;
        long outside = 0;

        while (outside < chances.Length && (sum += chances[outside]) <= tail + Rounding)
        {
            outside++;
        }

        return outside;
    }

    /// <summary>The fewest samples on each side with which an interval can have a level: 4 for 0.95, 5 for 0.99.</summary>
    /// <param name="confidenceLevel">Between 0 and 1.</param>
    public static int SamplesFor(double confidenceLevel)
    {
        int samples = 1;

        // All samples of one side above all of the other: one of (2n over n) orders. It falls by more than half each time.
        for (double chance = 0.5; 2.0 * chance > 1.0 - confidenceLevel + Rounding && chance > Rounding; samples++)
        {
            chance *= (samples + 1.0) / ((4.0 * samples) + 2.0);
        }

        return samples;
    }

    private static double Sum(int first, int second, long u) => Chances(first, second).Take((int)u + 1).Sum();

    private static double Approximation(int first, int second, long u)
    {
        (double mean, double deviation) = Moments(first, second);
        return Normal.CDF(0.0, 1.0, (u + 0.5 - mean) / deviation);
    }

    private static (double Mean, double Deviation) Moments(int first, int second)
    {
        double pairs = (double)first * second;
        return (pairs / 2.0, Math.Sqrt(pairs * (first + second + 1.0) / 12.0));
    }

    /// <summary>P(U = u) for the lower half; the upper one is its mirror image.</summary>
    internal static double[] Chances(int first, int second)
    {
        (int most, int fewest) = (Math.Max(first, second), Math.Min(first, second));

        if (_last is not { } last || (last.Most, last.Fewest) != (most, fewest))
        {
            _last = last = (most, fewest, Counted(most, fewest));
        }

        return last.Chances;
    }

    private static double[] Counted(int most, int fewest)
    {
        int length = (most * fewest / 2) + 1;
        double[][] row = new double[fewest + 1][];

        // Without the others, no pair: U is 0.
        for (int j = 0; j <= fewest; j++)
        {
            row[j] = new double[length];
            row[j][0] = 1.0;
        }

        for (int i = 1; i <= most; i++)
        {
            for (int j = 1; j <= fewest; j++)
            {
                // The greatest of all is one of the i, and above all j, or one of the j, and in no pair.
                double[] chances = row[j], fewer = row[j - 1];
                double share = (double)i / (i + j);

                for (int u = length - 1; u >= 0; u--)
                {
                    chances[u] = (u >= j ? share * chances[u - j] : 0.0) + ((1.0 - share) * fewer[u]);
                }
            }
        }

        return row[fewest];
    }

    private static void ThrowUnlessSamples(int first, int second)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(second, 1);
    }
}
