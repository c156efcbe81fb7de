namespace PiPS.Engine.Benchmarking.Statistics;

/// <summary>Names the samples that are far from the others. Nobody drops them: what happened to them happens to users too.</summary>
/// <remarks>
/// By the modified Z-score: B. Iglewicz, D. C. Hoaglin, "How to detect and handle outliers" (ASQC Quality Press, 1993), section 3.3.
/// Mean and standard deviation wouldn't do: among n samples no usual Z-score is above (n - 1) / sqrt(n), 1.8 for five.
/// </remarks>
public static class Outliers
{
    /// <summary>Samples whose modified Z-score is further from 0 than this are outliers, as Iglewicz and Hoaglin recommend.</summary>
    public const double Threshold = 3.5;

    // The 0.75 quantile of the normal distribution, to the digits of the book: a normal sample's MAD is so many standard deviations.
    private const double NormalMad = 0.6745;

    // sqrt(pi / 2): a normal sample's standard deviation, in mean absolute deviations.
    private const double NormalMeanDeviation = 1.253314;

    /// <summary>How many standard deviations each sample would be from the median, if all but the outliers were normal.</summary>
    /// <remarks>
    /// 0.6745 (x - median) / MAD. If more than half of the samples are equal, the MAD is 0, and the mean absolute deviation takes
    /// its place: (x - median) / (1.253314 MeanAD), as IBM SPSS does. If all are equal, every score is 0.
    /// </remarks>
    /// <param name="samples">At least one number.</param>
    /// <returns>The scores, in the order of the samples.</returns>
    /// <exception cref="ArgumentException">There is no sample, or one isn't a number.</exception>
    public static double[] Scores(IReadOnlyCollection<double> samples)
    {
        double median = Median.Of(samples);
        double mad = Median.AbsoluteDeviation(samples);
        double unit = mad > 0.0 ? mad / NormalMad : NormalMeanDeviation * samples.Average(sample => Math.Abs(sample - median));

        return [.. samples.Select(sample => unit > 0.0 ? (sample - median) / unit : 0.0)];
    }

    /// <summary>Which samples are outliers, in their order.</summary>
    /// <param name="samples">At least one number.</param>
    /// <exception cref="ArgumentException">There is no sample, or one isn't a number.</exception>
    public static bool[] Among(IReadOnlyCollection<double> samples)
        => [.. Scores(samples).Select(score => Math.Abs(score) > Threshold)];
}
