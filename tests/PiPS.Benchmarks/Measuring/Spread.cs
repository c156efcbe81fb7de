namespace PiPS.Benchmarks.Measuring;

/// <summary>What rounds gave: the middle, and how far they were apart.</summary>
internal readonly record struct Spread(double Median, double Minimum, double Maximum)
{
    /// <param name="values">One or more.</param>
    public static Spread Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        double median = sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0;
        return new(median, sorted[0], sorted[^1]);
    }
}
