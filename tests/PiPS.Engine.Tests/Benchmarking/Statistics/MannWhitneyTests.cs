using PiPS.Engine.Benchmarking.Statistics;

namespace PiPS.Engine.Tests.Benchmarking.Statistics;

/// <summary>Against published tables and the output of R.</summary>
public sealed class MannWhitneyTests
{
    // Critical values of U, two-sided 5 %: the largest U with P(U ≤ u) ≤ 0.025; -1 where there is none. From the usual table, after D. Auble,
    // "Extended tables for the Mann-Whitney statistic", Bulletin of the Institute of Educational Research, Indiana University 1(2) (1953), as
    // reprinted in S. Siegel, "Nonparametric statistics for the behavioral sciences" (1956), table K.
    public static TheoryData<int, int, int> TwoSided5Percent => new()
    {
        { 3, 3, -1 }, { 3, 4, -1 }, { 3, 5, 0 }, { 4, 4, 0 }, { 4, 5, 1 }, { 5, 5, 2 }, { 5, 6, 3 }, { 6, 6, 5 }, { 6, 8, 8 }, { 7, 7, 8 },
        { 5, 10, 8 }, { 8, 8, 13 }, { 8, 10, 17 }, { 9, 9, 17 }, { 9, 12, 26 }, { 10, 10, 23 }, { 10, 20, 55 }, { 11, 12, 33 }, { 12, 12, 37 },
        { 15, 15, 64 }, { 16, 20, 98 }, { 20, 20, 127 },
    };

    // The same at 1 %.
    public static TheoryData<int, int, int> TwoSided1Percent => new()
    {
        { 4, 4, -1 }, { 5, 5, 0 }, { 6, 6, 2 }, { 7, 7, 4 }, { 8, 8, 7 }, { 10, 10, 16 }, { 12, 12, 27 }, { 15, 15, 51 }, { 20, 20, 105 },
    };

    [Theory, MemberData(nameof(TwoSided5Percent))]
    public void Has_the_critical_values_of_5_percent(int first, int second, int critical)
        => HasCritical(first, second, 0.025, critical);

    [Theory, MemberData(nameof(TwoSided1Percent))]
    public void Has_the_critical_values_of_1_percent(int first, int second, int critical)
        => HasCritical(first, second, 0.005, critical);

    [Fact]
    public void Chances_of_the_same_samples_are_counted_once()
    {
        double[] chances = MannWhitney.Chances(100, 90);

        Assert.Same(chances, MannWhitney.Chances(90, 100));
        Assert.NotSame(chances, MannWhitney.Chances(9, 100));
    }

    // R's pwilcox, as published: 1 - pwilcox(134 - 1, 25, 8) is 0.0812147313815834 (the exact p-value of an exercise in
    // github.com/garciparedes/r-examples, statistical-inference/non-parametric/exercise-01.r).
    [Fact]
    public void Has_the_probability_that_R_has()
        => Assert.Equal(0.0812147313815834, 1.0 - MannWhitney.LowerTail(25, 8, 133), 14);

    // Permeability constants, M. Hollander, D. A. Wolfe: R's documentation of wilcox.test has W = 35, one-sided p-value = 0.1272; the package
    // coin's has 0.2544 for both sides.
    [Fact]
    public void Has_the_probability_of_the_documented_example()
    {
        Assert.Equal(0.1272, 1.0 - MannWhitney.LowerTail(10, 5, 34), 4);
        Assert.Equal(0.2544, 2.0 * MannWhitney.LowerTail(10, 5, 15), 4);
    }

    [Fact]
    public void Is_whole_at_its_ends_and_the_same_both_ways()
    {
        Assert.Equal(0.0, MannWhitney.LowerTail(4, 7, -1));
        Assert.Equal(1.0 / 330.0, MannWhitney.LowerTail(4, 7, 0), 15);
        Assert.Equal(1.0, MannWhitney.LowerTail(4, 7, 28));

        for (int u = 0; u <= 28; u++)
        {
            Assert.Equal(MannWhitney.LowerTail(4, 7, u), MannWhitney.LowerTail(7, 4, u), 14);
            Assert.Equal(1.0, MannWhitney.LowerTail(4, 7, u) + MannWhitney.LowerTail(4, 7, 27 - u), 14);
        }
    }

    [Fact]
    public void Goes_on_without_a_step_where_it_is_approximate()
    {
        // 100 x 100 pairs are exact, 100 x 101 aren't.
        long exact = MannWhitney.Outside(100, 100, 0.025), approximate = MannWhitney.Outside(100, 101, 0.025);

        Assert.InRange(approximate, exact, exact + 60);
        Assert.InRange(MannWhitney.LowerTail(100, 101, approximate - 1), 0.024, 0.025);
        Assert.InRange(MannWhitney.LowerTail(100, 100, exact - 1), 0.0248, 0.025);
    }

    // By hand: 2 / C(2n, n).
    [Theory]
    [InlineData(0.5, 2)]
    [InlineData(0.9, 3)]
    [InlineData(0.95, 4)]
    [InlineData(0.99, 5)]
    [InlineData(0.999, 7)]
    public void Knows_how_many_samples_a_level_takes(double level, int samples)
    {
        Assert.Equal(samples, MannWhitney.SamplesFor(level));
        Assert.NotEqual(0, MannWhitney.Outside(samples, samples, (1.0 - level) / 2.0));
        Assert.Equal(0, MannWhitney.Outside(samples - 1, samples - 1, (1.0 - level) / 2.0));
    }

    private static void HasCritical(int first, int second, double tail, int critical)
    {
        Assert.Equal(critical + 1, MannWhitney.Outside(first, second, tail));
        Assert.Equal(critical + 1, MannWhitney.Outside(second, first, tail));
    }
}
