namespace PiPS.Engine.Benchmarking.Statistics;

/// <summary>How far one sample lies above another, with an interval that holds whatever their distribution.</summary>
/// <remarks>
/// <para>The median of all pairs' differences, and from the k-th least to the k-th greatest of them, where k comes from the distribution of
/// Mann and Whitney's U: J. L. Hodges, E. L. Lehmann, "Estimates of location based on rank tests", Annals of Mathematical Statistics 34
/// (1963); M. Hollander, D. A. Wolfe, "Nonparametric statistical methods", sections 4.2 and 4.3. R's wilcox.test with conf.int does the same.</para>
/// <para>It takes no bell curve, and one slow run in ten moves it little. Equal samples are no harm: the interval with both its ends covers
/// at least as often then. A bootstrap of five or ten samples would promise a level that it doesn't keep.</para>
/// </remarks>
/// <param name="Shift">Median of the differences, second minus first.</param>
/// <param name="Lower">Lower bound.</param>
/// <param name="Upper">Upper bound.</param>
/// <param name="ConfidenceLevel">The level that the interval has: at least the one asked for, or less if there are too few samples for it.</param>
public readonly record struct ShiftInterval(double Shift, double Lower, double Upper, double ConfidenceLevel)
{
    /// <summary>The narrowest that has the level; if none has, from the least to the greatest difference, with the level that this has.</summary>
    /// <param name="first">At least one finite number.</param>
    /// <param name="second">At least one finite number.</param>
    /// <param name="confidenceLevel">Level asked for, between 0 and 1.</param>
    /// <exception cref="ArgumentException">There is no sample, or one isn't finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level isn't between 0 and 1.</exception>
    public static ShiftInterval Of(IReadOnlyCollection<double> first, IReadOnlyCollection<double> second, double confidenceLevel)
    {
        if (!(confidenceLevel is > 0.0 and < 1.0))
        {
            throw new ArgumentOutOfRangeException(nameof(confidenceLevel), confidenceLevel, "It has to be between 0 and 1.");
        }

        PairDifferences differences = new(first, second);
        long outside = Math.Max(1, MannWhitney.Outside(first.Count, second.Count, (1.0 - confidenceLevel) / 2.0));
        double reached = 1.0 - (2.0 * MannWhitney.LowerTail(first.Count, second.Count, outside - 1));

        return new(differences.Median, differences[outside - 1], differences[differences.Count - outside], Math.Max(0.0, reached));
    }
}
