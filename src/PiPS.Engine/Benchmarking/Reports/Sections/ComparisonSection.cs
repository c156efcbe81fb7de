using System.Globalization;
using System.Text.Json.Nodes;
using PiPS.Engine.Benchmarking.Baselines;

namespace PiPS.Engine.Benchmarking.Reports.Sections;

/// <summary>A new measurement beside a saved one.</summary>
internal sealed class ComparisonSection(IReadOnlyList<BenchmarkComparison> comparisons)
{
    private const int MostBars = 60;

    public void Write(ReportPage page)
    {
        if (comparisons.Count == 0)
        {
            return;
        }

        page.Section("Comparison with the reference");
        double level = comparisons.Min(comparison => comparison.ConfidenceLevel);
        page.Paragraph(
            $"A ratio above 1 is faster than the reference. Rates are the medians of all runs; the ratio's confidence interval has {ReportText.Percent(level)} or more. "
            + $"A change within the band of ±{string.Join(", ±", comparisons.Select(each => each.Threshold).Distinct().Select(each => ReportText.Percent(each)))} is no matter.", isNote: true);

        if (comparisons.Any(comparison => !comparison.SameEnvironment))
        {
            page.Html.Element("p", "Some of these were measured on different machines or with different software: their ratios tell of both.", ("class", "notice"));
        }

        // Those that matter first, if not all have room.
        BenchmarkComparison[] shown = [.. comparisons.Count <= MostBars ? comparisons : comparisons.OrderByDescending(each => Math.Abs(Math.Log(each.Ratio))).Take(MostBars)];
        page.Chart(new(
            "Ratio of rates, with its interval", $"{SummarySection.Verdicts(comparisons)}", new()
            {
                ["kind"] = "intervals",
                ["labels"] = ReportChart.Labels(shown.Select(Label)),
                ["points"] = new JsonArray([.. shown.Select(each => ReportChart.Point(each.Ratio, each.Ratio, each.LowerBound, each.UpperBound))]),
                ["verdicts"] = ReportChart.Labels(shown.Select(each => each.Verdict)),
                ["band"] = new JsonArray(1.0 - shown[0].Threshold, 1.0 / (1.0 - shown[0].Threshold)),
            }));

        if (shown.Length < comparisons.Count)
        {
            page.Paragraph($"The chart shows the {shown.Length} of {ReportText.Count(comparisons.Count)} comparisons that are furthest from 1; the table has all.", isNote: true);
        }

        Table().Write(page.Html);
        page.Html.Close();
    }

    // Short: narrow charts have room for 16 letters.
    private static string Label(BenchmarkComparison each) => each.Processor is int processor
        ? $"Processor {processor.ToString(CultureInfo.InvariantCulture)}"
        : $"{each.Type}, {ReportText.Of(each.WorkerCount, "worker", "workers")}";

    private ReportTable Table()
    {
        ReportTable table = new(
            "Comparisons", "Type", "#Workers", "Work", "#Reference", "#Now", "#Change", "#Ratio", "#Interval", "Verdict", "#Runs", "Same machine");

        foreach (BenchmarkComparison each in comparisons)
        {
            string? mark = each.Verdict switch { "Faster" => "good", "Slower" => "bad", "Same" => null, _ => "unsure" };
            table.Add(
                each.Processor is int processor ? new ReportCell(Label(each), processor) : each.Type, ReportCell.Count(each.WorkerCount), each.Work, ReportCell.Rate(each.ReferenceRate), ReportCell.Rate(each.DifferenceRate),
                new(ReportText.Change(each.Ratio - 1.0), each.Ratio), new(ReportText.Number(each.Ratio, 4), each.Ratio),
                new($"{ReportText.Number(each.LowerBound, 4)} to {ReportText.Number(each.UpperBound, 4)}", each.LowerBound),
                new(each.Verdict, null, mark), new($"{each.ReferenceSamples} / {each.DifferenceSamples}", each.ReferenceSamples),
                each.SameEnvironment ? "yes" : new ReportCell("no", null, "unsure"));
        }

        return table;
    }
}
