using MathNet.Numerics.Distributions;

namespace PiPS.Engine.Benchmarking.Statistics;

/// <summary>A confidence interval for the median, whatever the distribution: from one sample to another, counted from both ends.</summary>
/// <remarks>
/// The number of samples below the median is binomial with probability 1/2, so the k-th smallest and the k-th largest of n have the median
/// between them with probability 1 - 2 P(B(n, 1/2) &lt; k). W. J. Conover, "Practical nonparametric statistics", section 3.2; H. A. David,
/// "Order statistics", section 7.1.
/// </remarks>
/// <param name="Lower">Lower bound: a sample.</param>
/// <param name="Upper">Upper bound: a sample.</param>
/// <param name="ConfidenceLevel">The level that it has, from 0: at least the one asked for, or less if there are too few samples for it.</param>
public readonly record struct MedianInterval(double Lower, double Upper, double ConfidenceLevel)
{
    private const double Half = 0.5;

    // The binomial's sum is rounded: five samples have 15/16 also if that comes out a little below.
    private const double Rounding = 1e-12;

    /// <summary>The narrowest that has the level; if none has, from the least to the greatest sample, with the level that this has.</summary>
    /// <remarks>Five samples give 93.75 % at the most, six 96.875 %.</remarks>
    /// <param name="samples">At least one number, in any order.</param>
    /// <param name="confidenceLevel">Level asked for, between 0 and 1.</param>
    /// <exception cref="ArgumentException">There is no sample, or one isn't a number.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level isn't between 0 and 1.</exception>
    public static MedianInterval Of(IReadOnlyCollection<double> samples, double confidenceLevel)
    {
        ThrowUnlessLevel(confidenceLevel);
        double[] sorted = Median.Sorted(samples);
        int inward = 0;

        // A level that is less than the rounding isn't one that no interval has.
        while (LevelOf(sorted.Length, inward + 1) is > 0.0 and double level && level >= confidenceLevel - Rounding)
        {
            inward++;
        }

        return new(sorted[inward], sorted[^(inward + 1)], LevelOf(sorted.Length, inward));
    }

    /// <summary>The fewest samples whose interval has the level: 6 for 0.95, 8 for 0.99.</summary>
    /// <param name="confidenceLevel">Between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level isn't between 0 and 1.</exception>
    public static int SamplesFor(double confidenceLevel)
    {
        ThrowUnlessLevel(confidenceLevel);
        int samples = 2;

        while (LevelOf(samples, 0) < confidenceLevel - Rounding)
        {
            samples++;
        }

        return samples;
    }

    /// <param name="samples">Samples, from 1.</param>
    /// <param name="inward">How many samples lie outside of the interval on each side.</param>
    private static double LevelOf(int samples, int inward)
        => 2 * inward >= samples - 1 ? 0.0 : 1.0 - (2.0 * Binomial.CDF(Half, samples, inward));

    private static void ThrowUnlessLevel(double confidenceLevel)
    {
        if (!(confidenceLevel is > 0.0 and < 1.0))
        {
            throw new ArgumentOutOfRangeException(nameof(confidenceLevel), confidenceLevel, "It has to be between 0 and 1.");
        }
    }
}
