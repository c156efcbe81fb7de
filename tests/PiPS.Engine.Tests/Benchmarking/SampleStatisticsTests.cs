using PiPS.Engine.Benchmarking.Statistics;

namespace PiPS.Engine.Tests.Benchmarking;

public sealed class SampleStatisticsTests
{
    private static readonly double[] Normal =
    [
        2.33269488, 1.42195907, -0.57527698, -0.31293437, 2.2948158, 0.75813273, -1.0712388, -0.96394741, -1.15897446, 1.10976285,
    ];

    // samples => outliers: what hyperfine's own tests have (sharkdp/hyperfine, src/outlier_detection.rs). It calls 10 standard deviations
    // far, and so agrees with 3.5 on samples as plain as these.
    public static TheoryData<double[], int> Hyperfines => new()
    {
        { [50.0], 0 },
        { [1000.0, 0.0], 0 },
        { [-0.2, 0.0, 0.2], 0 },
        { [-0.2, 0.0, 0.2, 4.0], 1 },
        { [0.5, 0.30, 0.29, 0.31, 0.30], 1 },
        { Normal, 0 },
        { [.. Normal, 20.0, -500.0], 2 },
        { [10.0, 10.0, 10.0, 10.0, 10.0, 10.0, 10.0, 100.0], 1 },
        { [10.0, 10.0, 10.0, 10.0, 10.0, 10.0, 10.0, 100.0, 100.0], 2 },
    };

    // samples => rank of the lower bound, rank of the upper one, level in per cent: the rows that are the narrowest of at least 95 %, or
    // the widest where none is, of "Table A.7: Confidence intervals for the population median" in a statistics textbook (page 656).
    public static TheoryData<int, int, int, double> Ranks => new()
    {
        { 2, 1, 2, 50.0 }, { 3, 1, 3, 75.0 }, { 4, 1, 4, 87.5 }, { 5, 1, 5, 93.8 }, { 6, 1, 6, 96.9 }, { 7, 1, 7, 98.4 }, { 8, 1, 8, 99.2 },
        { 9, 2, 8, 96.1 }, { 10, 2, 9, 97.9 }, { 11, 2, 10, 98.8 }, { 12, 3, 10, 96.1 }, { 13, 3, 11, 97.8 }, { 14, 3, 12, 98.7 },
        { 15, 4, 12, 96.5 }, { 16, 4, 13, 97.9 }, { 17, 5, 13, 95.1 }, { 18, 5, 14, 96.9 }, { 19, 5, 15, 98.1 }, { 20, 6, 15, 95.9 },
    };

    // level => samples: 1 - 2^(1-n) is the level of n
    public static TheoryData<double, int> Fewest => new() { { 0.5, 2 }, { 0.9, 5 }, { 0.9375, 5 }, { 0.95, 6 }, { 0.99, 8 }, { 0.999, 11 } };

    [Fact]
    public void Median_is_the_middle_one_or_between_the_two_in_the_middle()
    {
        Assert.Equal(3.0, Median.Of([5.0, 1.0, 3.0]));
        Assert.Equal(2.5, Median.Of([4.0, 1.0, 2.0, 3.0]));
        Assert.Equal(7.0, Median.Of([7.0]));
        Assert.Equal(double.MaxValue, Median.Of([double.MaxValue, double.MaxValue]));
    }

    [Fact]
    public void Median_absolute_deviation_is_that_of_the_usual_example()

        // Wikipedia, "Median absolute deviation": distances 1, 1, 0, 0, 2, 4, 7 from the median 2.
        => Assert.Equal(1.0, Median.AbsoluteDeviation([1.0, 1.0, 2.0, 2.0, 4.0, 6.0, 9.0]));

    [Theory, MemberData(nameof(Hyperfines))]
    public void Outliers_are_those_that_another_tool_sees(double[] samples, int outliers)
        => Assert.Equal(outliers, Outliers.Among(samples).Count(isOutlier => isOutlier));

    [Fact]
    public void Outliers_are_named_in_their_places_on_both_sides()
        => Assert.Equal([false, false, true, false, false, true], Outliers.Among([1.00, 1.01, 9.0, 0.99, 1.02, -4.0]));

    [Fact]
    public void Equal_samples_have_no_outliers() => Assert.All(Outliers.Scores([3.0, 3.0, 3.0]), score => Assert.Equal(0.0, score));

    [Theory, MemberData(nameof(Ranks))]
    public void Interval_is_the_tables(int count, int lower, int upper, double percent)
    {
        double[] samples = [.. Enumerable.Range(1, count).Select(rank => (double)rank).Reverse()];

        MedianInterval interval = MedianInterval.Of(samples, 0.95);

        Assert.Equal((lower, upper), (interval.Lower, interval.Upper));
        Assert.Equal(percent, 100.0 * interval.ConfidenceLevel, 0.0501);
    }

    // D. G. Bonett's package statpsych for R has this example: ci.median(.05, y) gives 20.7, from 10.8 to 30.9.
    [Fact]
    public void Interval_is_that_of_another_tool()
    {
        double[] samples =
            [30.2, 20.4, 15.1, 10.2, 10.5, 60.8, 20.8, 25.0, 20.7, 30.9, 10.8, 5.1, 50.9, 40.0, 20.9, 10.8, 0.0, 20.5, 50.8];

        MedianInterval interval = MedianInterval.Of(samples, 0.95);

        Assert.Equal((20.7, 10.8, 30.9), (Median.Of(samples), interval.Lower, interval.Upper));
    }

    [Theory, MemberData(nameof(Fewest))]
    public void Says_how_many_samples_a_level_takes(double level, int samples)
    {
        Assert.Equal(samples, MedianInterval.SamplesFor(level));
        Assert.True(MedianInterval.Of([.. Enumerable.Range(0, samples).Select(n => (double)n)], level).ConfidenceLevel >= level - 1e-12);
    }

    [Theory]
    [InlineData(1e-13)]
    [InlineData(double.Epsilon)]
    public void A_level_next_to_nothing_has_an_interval_within_the_samples(double level)
    {
        MedianInterval interval = MedianInterval.Of([1.0, 2.0, 3.0, 4.0], level);

        Assert.Equal((2.0, 3.0), (interval.Lower, interval.Upper));
        Assert.Equal(0.375, interval.ConfidenceLevel, 1e-12);
    }

    [Fact]
    public void One_sample_says_nothing_of_the_median() => Assert.Equal(new MedianInterval(4.0, 4.0, 0.0), MedianInterval.Of([4.0], 0.95));

    [Fact]
    public void No_samples_and_no_numbers_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Median.Of([]));
        Assert.Throws<ArgumentException>(() => Outliers.Among([1.0, double.NaN]));
        Assert.Throws<ArgumentException>(() => MedianInterval.Of([], 0.95));
        Assert.Throws<ArgumentOutOfRangeException>(() => MedianInterval.Of([1.0], 1.0));
        Assert.Throws<ArgumentOutOfRangeException>(() => MedianInterval.SamplesFor(double.NaN));
    }
}
