using System.Text.Json.Nodes;
using PiPS.Engine.Benchmarking.Scaling;

namespace PiPS.Engine.Benchmarking.Reports.Sections;

/// <summary>Charts of a sweep: what was measured, with its intervals, beside the ideal and the laws.</summary>
internal static class ScalingCharts
{
    private const int CurvePoints = 60;

    public static string Name(string law) => law == ScalingLaw.Universal ? "Universal Scalability Law" : law;

    public static ReportChart SpeedUp(ScalingSweep sweep) => new(
        "Speed-up by number of workers", Describe(sweep, point => $"{ReportText.Number(point.SpeedUp)} times"),
        Chart(sweep, "Speed-up", "times", workers => workers, (value, _) => value));

    public static ReportChart Efficiency(ScalingSweep sweep) => new(
        "Efficiency by number of workers", Describe(sweep, point => ReportText.Percent(point.Efficiency)),
        Chart(sweep, "Efficiency", "percent", _ => 1.0, (value, workers) => value / workers));

    private static string Describe(ScalingSweep sweep, Func<ScalingPoint, string> show) => string.Join(
        ' ', sweep.Types.Select(type => sweep.Of(type)[^1]).Select(last =>
            $"{last.Type}: {show(last)} with {ReportText.Of(last.WorkerCount, "worker", "workers")}."));

    private static JsonObject Chart(ScalingSweep sweep, string axis, string format, Func<double, double> ideal, Func<double, double, double> scale)
    {
        double most = Math.Max(2.0, sweep.Points.Max(point => point.WorkerCount));
        JsonArray series = [ReportChart.Series("Ideal", 7, "dotted", [ReportChart.Point(1, ideal(1)), ReportChart.Point(most, ideal(most))])];

        for (int i = 0; i < sweep.Types.Count; i++)
        {
            IReadOnlyList<ScalingPoint> points = sweep.Of(sweep.Types[i]);
            double one = points[0].SpeedUp > 0.0 ? points[0].Rate / points[0].SpeedUp : 0.0;
            series.Add((JsonNode)ReportChart.Series($"{sweep.Types[i]}, measured", i, "none", points.Select(point => ReportChart.Point(
                point.WorkerCount, scale(point.SpeedUp, point.WorkerCount),
                one > 0.0 ? scale(point.RateLowerBound / one, point.WorkerCount) : null,
                one > 0.0 ? scale(point.RateUpperBound / one, point.WorkerCount) : null))));

            foreach (ScalingFit fit in sweep.Fits.Where(fit => fit.Type == sweep.Types[i] && one > 0.0))
            {
                string line = fit.Law == ScalingLaw.Universal ? "solid" : "dashed";
                series.Add((JsonNode)ReportChart.Series($"{sweep.Types[i]}, {Name(fit.Law)}", i, line, Curve(most).Select(
                    workers => ReportChart.Point(workers, scale(fit.Rate(workers) / one, workers)))));
            }
        }

        return new()
        {
            ["kind"] = "lines",
            ["x"] = new JsonObject { ["title"] = "Workers", ["format"] = "integer", ["log"] = most > 16.0, ["min"] = 1.0, ["max"] = most },
            ["y"] = new JsonObject { ["title"] = axis, ["format"] = format, ["zero"] = true },
            ["series"] = series,
        };
    }

    // Even steps of the logarithm: the curves bend where workers are few.
    private static IEnumerable<double> Curve(double most)
        => Enumerable.Range(0, CurvePoints + 1).Select(i => Math.Pow(most, (double)i / CurvePoints));
}
