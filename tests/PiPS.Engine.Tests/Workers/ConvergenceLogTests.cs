using PiPS.Engine.Estimating;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Tests.Workers;

public sealed class ConvergenceLogTests
{
    // pieces, trials of the first piece, growth of a piece => points at the least
    public static TheoryData<int, long, double, int> Growths => new()
    {
        { 1, 16, 1.0, 1 },
        { 100, 16, 1.0, 100 },
        { 101, 16, 1.0, 30 },
        { 100_000, 16, 1.0, 25 },
        { 1_000, 1L << 40, 1.0, 25 },
        { 400, 1, 1.1, 40 },
    };

    [Theory, MemberData(nameof(Growths))]
    public void Keeps_points_at_even_ratios_of_trials_and_the_last(int pieces, long first, double growth, int least)
    {
        ConvergenceLog log = new();
        Tally tally = default;
        double piece = first;

        for (int i = 1; i <= pieces; i++, piece *= growth)
        {
            tally += new Tally((long)piece, (long)(piece * 0.75));
            log.Add(TimeSpan.FromSeconds(i), tally);

            if (i < 200)
            {
                Assert.Equal(tally.Trials, log.Points(0.95)[^1].Trials);
            }
        }

        IReadOnlyList<ConvergencePoint> points = log.Points(0.95);
        Assert.InRange(points.Count, least, 100);
        Assert.Equal((tally.Hits, pieces), (points[^1].Hits, points[^1].Elapsed));
        Assert.Equal((first, 1.0), (points[0].Trials, points[0].Elapsed));

        // No step is much wider than an even one, but the first, where a single piece doubles what there is.
        double even = Math.Pow((double)points[^1].Trials / points[0].Trials, 1.0 / 20.0);
        Assert.All(
            points.Zip(points.Skip(1)),
            pair => Assert.InRange((double)pair.Second.Trials / pair.First.Trials, 1.0, Math.Max(2.0, even)));
    }

    [Fact]
    public void Pieces_without_trials_give_no_point()
    {
        ConvergenceLog log = new();
        log.Add(TimeSpan.Zero, default);

        Assert.Empty(log.Points(0.95));
    }
}
