using PiPS.Engine.Benchmarking.Statistics;

namespace PiPS.Engine.Tests.Benchmarking.Statistics;

/// <summary>Against the output of R, and by hand.</summary>
public sealed class ShiftIntervalTests
{
    // M. Hollander, D. A. Wolfe, "Nonparametric statistical methods", table 4.1: permeability constants of the human chorioamnion at term, and at 12
    // to 26 weeks. The example of R's wilcox.test; coin's wilcox_test(distribution = "exact", conf.int = TRUE) is documented to give -0.305 and
    // the 95 % interval -0.76 to 0.15.
    private static readonly double[] AtTerm = [0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46];
    private static readonly double[] Earlier = [1.15, 0.88, 0.90, 0.74, 1.21];

    // github.com/garciparedes/r-examples, statistical-inference/non-parametric/exercise-01.r: wilcox.test(y, x, alternative = "greater",
    // conf.int = TRUE) gives 491 and the one-sided 95 % interval from -60, which is the lower end of a two-sided 90 % one.
    private static readonly double[] X = [518, 174, 613, 2010, 2139, 156, 450, 536];
    private static readonly double[] Y =
    [
        899, 326, 2118, 839, 820, 1423, 1687, 1010, 3011, 1739, 1185, 1320, 646, 505, 4236, 4481, 1433, 1806, 400, 421, 335, 1164, 1713, 1356, 390,
    ];

    [Fact]
    public void Gives_the_documented_interval_of_the_permeability_constants()
    {
        ShiftInterval interval = ShiftInterval.Of(AtTerm, Earlier, 0.95);

        Assert.Equal(-0.305, interval.Shift, 10);
        Assert.Equal(-0.76, interval.Lower, 10);
        Assert.Equal(0.15, interval.Upper, 10);

        // The book's own level of these two differences.
        Assert.Equal(0.960, interval.ConfidenceLevel, 3);
    }

    [Fact]
    public void Gives_what_R_gives_for_unequal_numbers()
    {
        ShiftInterval interval = ShiftInterval.Of(X, Y, 0.90);

        Assert.Equal(491.0, interval.Shift);
        Assert.Equal(-60.0, interval.Lower);
    }

    [Fact]
    public void Turns_round_with_its_sides()
    {
        ShiftInterval there = ShiftInterval.Of(X, Y, 0.95), back = ShiftInterval.Of(Y, X, 0.95);

        Assert.Equal((there.Shift, there.Lower, there.Upper), (-back.Shift, -back.Upper, -back.Lower));
        Assert.Equal(there.ConfidenceLevel, back.ConfidenceLevel);
    }

    // n on each side, level that their widest interval has: 1 - 2 / C(2n, n).
    [Theory]
    [InlineData(1, 0.0)]
    [InlineData(2, 2.0 / 3.0)]
    [InlineData(3, 0.9)]
    public void Says_what_few_samples_reach(int samples, double level)
    {
        double[] first = [.. Enumerable.Range(1, samples).Select(i => (double)i)];
        double[] second = [.. first.Select(value => value + 10.0)];

        ShiftInterval interval = ShiftInterval.Of(first, second, 0.95);

        Assert.Equal(level, interval.ConfidenceLevel, 12);
        Assert.Equal((10.0 - samples + 1.0, 10.0 + samples - 1.0), (interval.Lower, interval.Upper));
    }

    [Fact]
    public void Ranks_the_differences_as_sorting_them_does()
    {
        Random random = new(5);

        for (int round = 0; round < 50; round++)
        {
            // Some equal, some negative, some zero.
            double[] first = [.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => Math.Round((random.NextDouble() - 0.5) * 10.0, 1))];
            double[] second = [.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => Math.Round((random.NextDouble() - 0.5) * 10.0, 1))];
            double[] sorted = [.. second.SelectMany(b => first.Select(a => b - a)).Order()];
            PairDifferences differences = new(first, second);

            Assert.Equal(sorted, Enumerable.Range(0, sorted.Length).Select(rank => differences[rank]));
        }
    }

    [Fact]
    public void Takes_as_many_samples_as_a_long_run_has()
    {
        double[] first = [.. Enumerable.Range(0, 100_000).Select(i => (double)i)];
        double[] second = [.. first.Select(value => value + 0.25)];

        ShiftInterval interval = ShiftInterval.Of(first, second, 0.99);

        Assert.Equal(0.25, interval.Shift);
        Assert.InRange(interval.Lower, -500.0, -100.0);
        Assert.InRange(interval.Upper, 100.0, 500.0);
    }

    [Fact]
    public void Refuses_what_isnt_a_sample()
    {
        Assert.Throws<ArgumentException>(() => ShiftInterval.Of([], [1.0], 0.95));
        Assert.Throws<ArgumentException>(() => ShiftInterval.Of([1.0], [double.NaN], 0.95));
        Assert.Throws<ArgumentException>(() => ShiftInterval.Of([1.0], [double.NegativeInfinity], 0.95));
        Assert.Throws<ArgumentOutOfRangeException>(() => ShiftInterval.Of([1.0], [1.0], 1.0));
    }
}
