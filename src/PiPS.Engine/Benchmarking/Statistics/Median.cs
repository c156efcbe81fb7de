namespace PiPS.Engine.Benchmarking.Statistics;

/// <summary>The middle of samples, and how far they lie from it: what a few slow runs don't move.</summary>
public static class Median
{
    /// <summary>The value in the middle; the mean of the two in the middle if the samples are even in number.</summary>
    /// <param name="samples">At least one number, in any order.</param>
    /// <exception cref="ArgumentException">There is no sample, or one isn't a number.</exception>
    public static double Of(IReadOnlyCollection<double> samples)
    {
        double[] sorted = Sorted(samples);
        int middle = sorted.Length / 2;

        // Half of each before they are added: the sum of two large ones may be infinite.
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] / 2.0) + (sorted[middle] / 2.0);
    }

    /// <summary>Median of the samples' distances from their median (MAD), in the samples' unit, not scaled; 0 if more than half are equal.</summary>
    /// <param name="samples">At least one number, in any order.</param>
    /// <exception cref="ArgumentException">There is no sample, or one isn't a number.</exception>
    public static double AbsoluteDeviation(IReadOnlyCollection<double> samples)
    {
        double median = Of(samples);
        return Of([.. samples.Select(sample => Math.Abs(sample - median))]);
    }

    /// <exception cref="ArgumentException">There is no sample, or one isn't a number.</exception>
    internal static double[] Sorted(IReadOnlyCollection<double> samples)
    {
        if (samples.Count == 0 || samples.Any(double.IsNaN))
        {
            throw new ArgumentException("It takes at least one sample, and all have to be numbers.", nameof(samples));
        }

        return [.. samples.Order()];
    }
}
