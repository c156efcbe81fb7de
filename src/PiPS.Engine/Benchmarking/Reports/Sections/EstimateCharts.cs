using System.Globalization;
using System.Text.Json.Nodes;
using PiPS.Engine.Estimating;

namespace PiPS.Engine.Benchmarking.Reports.Sections;

/// <summary>Charts of one estimate.</summary>
internal static class EstimateCharts
{
    /// <summary>More rows than these are no longer told apart.</summary>
    private const int MostRows = 48;

    private static readonly string[] Activities =
        [WorkerActivity.StartUp, WorkerActivity.Computing, WorkerActivity.Waiting, WorkerActivity.Transfer, WorkerActivity.Lost];

    public static ReportChart Convergence(PiEstimate estimate)
    {
        IReadOnlyList<ConvergencePoint> points = estimate.Convergence;
        double first = points[0].Trials;
        double last = points[^1].Trials;
        string level = ReportText.Percent(estimate.ConfidenceLevel, 0);

        return new(
            "Convergence of the estimate",
            $"After {ReportText.Count(last)} trials the estimate is {estimate.Value.ToString("F8", CultureInfo.InvariantCulture)}, its {level} interval "
            + $"{estimate.LowerBound.ToString("F8", CultureInfo.InvariantCulture)} to {estimate.UpperBound.ToString("F8", CultureInfo.InvariantCulture)}.",
            new()
            {
                ["kind"] = "lines",
                ["x"] = new JsonObject { ["title"] = "Trials", ["format"] = "prefixed", ["log"] = true, ["min"] = first, ["max"] = last },
                ["y"] = new JsonObject { ["title"] = "Estimate of π", ["format"] = "pi", ["zero"] = false },
                ["series"] = new JsonArray(
                    ReportChart.Series("π", 1, "dashed", [ReportChart.Point(first, Math.PI), ReportChart.Point(last, Math.PI)]),
                    ReportChart.Series("Estimate", 0, "solid", points.Select(point => ReportChart.Point(point.Trials, point.Value))),
                    ReportChart.Series(
                        $"{level} interval", 0, "band", points.Select(point => ReportChart.Point(point.Trials, point.Value, point.LowerBound, point.UpperBound)))),
            });
    }

    public static void Timeline(ReportPage page, PiEstimate estimate)
    {
        int[] all = [.. estimate.Timeline.Select(row => row.Worker).Distinct()];
        int[] shown = Shown(estimate, all);
        JsonObject groups = [];

        foreach (string activity in Activities)
        {
            // Worker's place in the chart, start, end.
            JsonNode[] spans =
            [
                .. estimate.Timeline.Where(row => row.Activity == activity && shown.Contains(row.Worker)).Select(row => new JsonArray(
                    Array.IndexOf(shown, row.Worker), ReportChart.Number(row.Start), ReportChart.Number(row.End))),
            ];

            if (spans.Length > 0)
            {
                groups[activity] = new JsonArray(spans);
            }
        }

        page.Chart(new(
            "What each worker did", string.Join(' ', Activities.Select(activity => Share(estimate, activity)).OfType<string>()), new()
            {
                ["kind"] = "spans",
                ["labels"] = ReportChart.Labels(shown.Select(worker => $"{worker}")),
                ["end"] = ReportChart.Number(estimate.Timeline.Max(row => row.End)),
                ["groups"] = groups,
            }));

        if (shown.Length < all.Length)
        {
            page.Paragraph(
                $"The chart shows {shown.Length} of {ReportText.Count(all.Length)} workers: those where one was lost, and the others at even distances.", isNote: true);
        }
    }

    private static int[] Shown(PiEstimate estimate, int[] all)
    {
        if (all.Length <= MostRows)
        {
            return all;
        }

        HashSet<int> shown = [.. estimate.Timeline.Where(row => row.Activity == WorkerActivity.Lost).Select(row => row.Worker).Distinct().Take(MostRows / 2)];
        int[] others = [.. all.Except(shown)];
        int left = MostRows - shown.Count;
        shown.UnionWith(Enumerable.Range(0, left).Select(i => others[(int)((long)i * (others.Length - 1) / (left - 1))]));
        return [.. shown.Order()];
    }

    private static string? Share(PiEstimate estimate, string activity)
    {
        double total = estimate.Timeline.Sum(row => row.End - row.Start);
        double part = estimate.Timeline.Where(row => row.Activity == activity).Sum(row => row.End - row.Start);
        return part > 0.0 && total > 0.0 ? $"{activity} {ReportText.Percent(part / total)} of the workers' time." : null;
    }
}
