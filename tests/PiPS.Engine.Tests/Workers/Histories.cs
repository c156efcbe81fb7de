using PiPS.Engine.Estimating;

namespace PiPS.Engine.Tests.Workers;

/// <summary>What must hold for the history of every estimate.</summary>
internal static class Histories
{
    public static void Check(PiEstimate estimate)
    {
        CheckConvergence(estimate);
        CheckTimeline(estimate);
    }

    private static void CheckConvergence(PiEstimate estimate)
    {
        IReadOnlyList<ConvergencePoint> points = estimate.Convergence;

        Assert.InRange(points.Count, 1, 100);
        Assert.Equal((estimate.Trials, estimate.Hits, estimate.Value), (points[^1].Trials, points[^1].Hits, points[^1].Value));
        Assert.Equal((estimate.LowerBound, estimate.UpperBound), (points[^1].LowerBound, points[^1].UpperBound));

        foreach ((ConvergencePoint before, ConvergencePoint after) in points.Zip(points.Skip(1)))
        {
            Assert.True(before.Trials < after.Trials && before.Hits <= after.Hits && before.Elapsed <= after.Elapsed);
        }
    }

    private static void CheckTimeline(PiEstimate estimate)
    {
        double end = estimate.StartUp + estimate.Compute;
        Assert.InRange(estimate.Timeline.Count, 0, Math.Max(2000, 5 * estimate.Workers.Count));
        Assert.Equal(estimate.Timeline.OrderBy(row => row.Worker).ThenBy(row => row.Start), estimate.Timeline);

        foreach (IGrouping<int, WorkerSpan> rows in estimate.Timeline.GroupBy(row => row.Worker))
        {
            WorkerSpan[] all = [.. rows];
            WorkerReport[] reports = [.. estimate.Workers.Where(worker => worker.Index == rows.Key)];
            Assert.All(all, row => Assert.True(row.Start < row.End, $"{row}"));
            Assert.InRange(all[^1].End, 0.0, end + 1e-9);

            if (reports.Length == 1 && !reports[0].Lost)
            {
                Assert.Equal(0.0, all[0].Start);
                Assert.All(all.Zip(all.Skip(1)), pair => Assert.Equal(pair.First.End, pair.Second.Start));
                Assert.All(all.Zip(all.Skip(1)), pair => Assert.NotEqual(pair.First.Activity, pair.Second.Activity));
            }

            // What a process says of itself may overlap what its parent saw; then nothing is on the way, and the sums are more than the time.
            if (reports.Length == 1 && !reports[0].Lost && reports[0].Transfer > 0.0)
            {
                double some = (0.01 * end) + 1e-6;
                Assert.Equal(reports[0].StartUp, Sum(all, WorkerActivity.StartUp), some);
                Assert.Equal(reports[0].Computing, Sum(all, WorkerActivity.Computing), some);
                Assert.Equal(reports[0].Waiting, Sum(all, WorkerActivity.Waiting), some);
                Assert.Equal(reports[0].Transfer, Sum(all, WorkerActivity.Transfer), some);
            }
        }
    }

    private static double Sum(WorkerSpan[] rows, string activity)
        => rows.Where(row => row.Activity == activity).Sum(row => row.End - row.Start);
}
