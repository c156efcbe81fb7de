using MathNet.Numerics.Distributions;
using PiPS.Engine.Benchmarking.Baselines;

namespace PiPS.Engine.Tests.Benchmarking.Baselines;

/// <summary>How often comparisons cry wolf where nothing changed, and how often they see what did, by runs that are made up.</summary>
public sealed class FalseAlarmTests
{
    private const int Comparisons = 200;

    // (1 − 0.95) / 2, unless another level is given.
    private const double Stated = 0.025;

    private const double Rate = 20e9;

    // What disturbs a run: its number in the session, and that of the session's samples => factor of its rate.
    private delegate double Noise(Random random, int sample, int samples);

    public static TheoryData<string, int> Disturbances
    {
        get
        {
            TheoryData<string, int> data = [];

            foreach (string name in Noises.Keys)
            {
                foreach (int samples in new[] { 5, 6, 10 })
                {
                    data.Add(name, samples);
                }
            }

            return data;
        }
    }

    private static Dictionary<string, Func<Random, Noise>> Noises { get; } = new()
    {
        ["normal, 3 %"] = _ => (random, _, _) => Math.Exp(0.03 * Normal.Sample(random, 0.0, 1.0)),
        ["heavy tails"] = _ => (random, _, _) => Math.Exp(0.01 * StudentT.Sample(random, 0.0, 1.0, 1.5)),
        ["one run in six loses a third"] = _ => (random, _, _) => (random.Next(6) == 0 ? 0.67 : 1.0) * Math.Exp(0.01 * Normal.Sample(random, 0.0, 1.0)),
        ["two speeds"] = _ => (random, _, _) => (random.Next(2) == 0 ? 0.9 : 1.0) * Math.Exp(0.005 * Normal.Sample(random, 0.0, 1.0)),
        ["drift of 4 %"] = session =>
        {
            double slope = session.NextDouble() < 0.5 ? -0.04 : 0.04;
            return (random, sample, samples) => 1.0 + (slope * sample / samples) + (0.01 * Normal.Sample(random, 0.0, 1.0));
        },
        ["each run like the one before"] = session =>
        {
            double last = Normal.Sample(session, 0.0, 1.0);
            return (random, _, _) =>
            {
                last = (0.6 * last) + (0.8 * Normal.Sample(random, 0.0, 1.0));
                return Math.Exp(0.02 * last);
            };
        },
        ["rounded to ties"] = _ => (random, _, _) => Math.Round(1.0 + (0.03 * Normal.Sample(random, 0.0, 1.0)), 2),
    };

    [Theory, MemberData(nameof(Disturbances))]
    public void Says_slower_in_at_most_the_stated_share_where_nothing_changed(string noise, int samples)
    {
        Dictionary<string, int> verdicts = Verdicts(noise, samples, factor: 1.0, new());

        Assert.InRange(verdicts["Slower"], 0, Comparisons * Stated);
        Assert.InRange(verdicts["Faster"], 0, Comparisons * Stated);
    }

    // Without a threshold the level alone protects: the share is what it is stated to be, no matter how the samples are distributed, as long as each
    // is for itself.
    [Theory]
    [InlineData("normal, 3 %", 6)]
    [InlineData("heavy tails", 6)]
    [InlineData("one run in six loses a third", 10)]
    [InlineData("two speeds", 10)]
    [InlineData("rounded to ties", 10)]
    public void Keeps_the_stated_share_without_a_threshold(string noise, int samples)
    {
        Dictionary<string, int> verdicts = Verdicts(noise, samples, factor: 1.0, new() { Threshold = 0.0 }, 2000);

        // Three standard deviations of 2000 draws above it.
        Assert.InRange(verdicts["Slower"] / 2000.0, 0.0, Stated + 0.0105);
        Assert.InRange(verdicts["Faster"] / 2000.0, 0.0, Stated + 0.0105);
        Assert.NotEqual(0, verdicts["Slower"] + verdicts["Faster"]);
    }

    [Theory]
    [InlineData("normal, 3 %", 6, 0.95)]
    [InlineData("heavy tails", 10, 0.9)]
    [InlineData("one run in six loses a third", 10, 0.5)]
    [InlineData("drift of 4 %", 6, 0.9)]
    [InlineData("each run like the one before", 6, 0.9)]
    public void Sees_that_a_fifth_is_lost(string noise, int samples, double power)
    {
        Dictionary<string, int> verdicts = Verdicts(noise, samples, factor: 0.8, new());

        Assert.InRange(verdicts["Slower"], Comparisons * power, Comparisons);
        Assert.Equal(0, verdicts["Faster"] + verdicts["Same"]);
    }

    private static Dictionary<string, int> Verdicts(string noise, int samples, double factor, ComparisonLimits limits, int comparisons = Comparisons)
    {
        Random random = new(20_261_122);
        Dictionary<string, int> verdicts = new() { ["Slower"] = 0, ["Faster"] = 0, ["Same"] = 0, ["Inconclusive"] = 0 };

        for (int i = 0; i < comparisons; i++)
        {
            verdicts[Measured.Compare(Session(random, noise, samples, Rate), Session(random, noise, samples, Rate * factor), limits).Verdict]++;
        }

        return verdicts;
    }

    private static double[] Session(Random random, string name, int samples, double rate)
    {
        Noise noise = Noises[name](random);
        return [.. Enumerable.Range(0, samples).Select(sample => rate * noise(random, sample, samples))];
    }
}
