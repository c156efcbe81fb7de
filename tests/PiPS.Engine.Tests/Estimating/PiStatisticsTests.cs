using MathNet.Numerics.Distributions;
using PiPS.Engine.Estimating;
using PiPS.Engine.Sampling;

namespace PiPS.Engine.Tests.Estimating;

public sealed class PiStatisticsTests
{
    // trials, hits, confidence level => bounds, computed from Wilson's formula with 50 digits by mpmath (Python), with
    // z = sqrt(2) erfinv(level). 8 of 10 at 0.95 is 4 times the (0.4901625, 0.9433178) that R's prop.test(8, 10, correct = FALSE) has.
    public static TheoryData<long, long, double, double, double> Intervals => new()
    {
        { 1, 0, 0.95, 0.0, 3.17380274249105045 },
        { 1, 1, 0.95, 0.826197257508949552, 4.0 },
        { 10, 0, 0.95, 0.0, 1.11013119945155701 },
        { 10, 10, 0.95, 2.88986880054844299, 4.0 },
        { 10, 8, 0.95, 1.96064988614656681, 3.77327139418249898 },
        { 10, 8, 0.99, 1.60327478608668628, 3.83947538998153417 },
        { 100, 79, 1.0 - 1.1102230246251565e-16, 1.5450134953747717, 3.829693361477086 },
        { 1_000, 785, 0.6826894921370859, 3.0869092447436391, 3.19081303297863862 },
        { 1_000, 785, 0.9, 3.05150856028554009, 3.22233944512780592 },
        { 1_000, 785, 0.95, 3.03388873581845324, 3.23738625483448108 },
        { 100_000_000, 78_539_708, 0.95, 3.14126641353342223, 3.14191013875929071 },
        { 100_000_000, 78_539_708, 0.999999, 3.14078474868081182, 3.14239134499791338 },
        { 1L << 62, 3_622_009_729_038_561_421, 0.95, 3.14159265209100639, 3.14159265508858009 },
    };

    // trials, hits, confidence level => half-width, computed likewise
    public static TheoryData<long, long, double, double> HalfWidths => new()
    {
        { 1, 0, 0.95, 1.58690137124552522 },
        { 1, 1, 0.95, 1.58690137124552522 },
        { 10, 10, 0.95, 0.555065599725778505 },
        { 100, 79, 1e-9, 2.04194068715141028e-10 },
        { 100, 79, 1e-20, 2.04194068715141028e-21 },
        { 100_000_000, 78_539_708, 0.95, 0.000321862612934236779 },
        { 1L << 62, 3_622_009_729_038_561_421, 0.95, 1.49878685212409612e-9 },
    };

    // half-width, confidence level => trials, pi/4 (1 - pi/4) (4 z / half-width)^2 rounded up, computed likewise
    [Theory]
    [InlineData(1e-4, 0.95, 1_035_951_636.0)]
    [InlineData(1e-3, 0.99, 17_892_765.0)]
    [InlineData(0.5, 0.95, 42.0)]
    [InlineData(4.0, 0.95, 1.0)]
    [InlineData(1e300, 0.95, 1.0)]
    [InlineData(1e-300, 0.95, double.PositiveInfinity)]
    public void Knows_how_many_trials_a_half_width_takes(double halfWidth, double level, double trials)
        => Assert.Equal(trials, PiStatistics.TrialsFor(halfWidth, level));

    [Theory, MemberData(nameof(Intervals))]
    public void Bounds_are_Wilsons(long trials, long hits, double level, double lower, double upper)
    {
        (double low, double high) = PiStatistics.Interval(new(trials, hits), level);

        Assert.Equal(lower, low, 1e-14);
        Assert.Equal(upper, high, 1e-14);
    }

    [Theory, MemberData(nameof(HalfWidths))]
    public void Half_width_is_Wilsons(long trials, long hits, double level, double halfWidth)
        => Assert.Equal(1.0, PiStatistics.HalfWidth(new(trials, hits), level) / halfWidth, 1e-12);

    // trials, hits => pi, standard error
    [Theory]
    [InlineData(1, 0, 0.0, 0.0)]
    [InlineData(1, 1, 4.0, 0.0)]
    [InlineData(4, 2, 2.0, 1.0)]
    [InlineData(100_000_000, 78_539_708, 3.14158832, 0.00016421863802990143)]
    public void Value_and_standard_error_are_the_binomials(long trials, long hits, double value, double error)
    {
        Assert.Equal(value, PiStatistics.Value(new(trials, hits)), 1e-15);
        Assert.Equal(error, PiStatistics.StandardError(new(trials, hits)), 1e-13);
    }

    [Fact]
    public void Bounds_lie_within_0_to_4_and_hold_the_value_at_every_small_count()
    {
        for (int trials = 1; trials <= 60; trials++)
        {
            for (int hits = 0; hits <= trials; hits++)
            {
                Tally tally = new(trials, hits);

                foreach (double level in new[] { double.Epsilon, 0.5, 0.95, Math.BitDecrement(1.0) })
                {
                    (double low, double high) = PiStatistics.Interval(tally, level);
                    double value = PiStatistics.Value(tally);

                    Assert.InRange(low, 0.0, value + 1e-15);
                    Assert.InRange(high, value - 1e-15, 4.0);
                    Assert.InRange(PiStatistics.HalfWidth(tally, level), 0.0, 2.0);
                }

                (double lower, double upper) = PiStatistics.Interval(tally, 0.95);
                Assert.Equal(hits == 0, lower == 0.0);
                Assert.Equal(hits == trials, upper == 4.0);
                Assert.True(PiStatistics.HalfWidth(tally, 0.95) > 0.0);
            }
        }
    }

    // How often the interval holds pi can be computed: over all counts of hits that a binomial draws. Real trials have to agree.
    [Theory]
    [InlineData(1, 0.95)]
    [InlineData(20, 0.95)]
    [InlineData(1_000, 0.95)]
    [InlineData(1_000, 0.5)]
    [InlineData(1_000, 0.99)]
    [InlineData(20_000, 0.95)]
    public void Interval_holds_pi_as_often_as_its_level_says(int trials, double level)
    {
        const int seeds = 4_000;
        Binomial binomial = new(Math.PI / 4.0, trials);
        double expected = Enumerable.Range(0, trials + 1).Where(hits => HoldsPi(trials, hits, level)).Sum(binomial.Probability);

        int held = Enumerable.Range(0, seeds).Count(seed => HoldsPi(trials, TrialSources.Create(Generator.Xoshiro256PlusPlus, (ulong)seed).Count(trials), level));

        // What Wilson's interval is known for: near its level, wherever the counts aren't tiny.
        Assert.InRange(expected, trials < 20 ? 0.0 : level - 0.02, 1.0);
        Assert.InRange(held, (seeds * expected) - (4.0 * Spread(expected)), (seeds * expected) + (4.0 * Spread(expected)));

        static double Spread(double share) => Math.Sqrt(seeds * share * (1.0 - share));
    }

    private static bool HoldsPi(long trials, long hits, double level)
    {
        (double low, double high) = PiStatistics.Interval(new(trials, hits), level);
        return low <= Math.PI && Math.PI <= high;
    }
}
