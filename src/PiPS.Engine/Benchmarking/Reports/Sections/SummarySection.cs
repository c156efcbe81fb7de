using System.Globalization;
using PiPS.Engine.Benchmarking.Baselines;
using PiPS.Engine.Benchmarking.Cores;
using PiPS.Engine.Benchmarking.Scaling;
using PiPS.Engine.Estimating;

namespace PiPS.Engine.Benchmarking.Reports.Sections;

/// <summary>What there is to know, in a sentence for each kind of result.</summary>
internal sealed class SummarySection(
    IReadOnlyList<PiEstimate> estimates,
    IReadOnlyList<ScalingSweep> sweeps,
    IReadOnlyList<CoreTest> cores,
    IReadOnlyList<BenchmarkComparison> comparisons)
{
    private const int MostSweeps = 6;

    /// <summary>How many have which verdict, the bad ones first.</summary>
    public static string Verdicts(IReadOnlyList<BenchmarkComparison> comparisons) => Verdicts(
        comparisons.Select(each => each.Verdict), ["Slower", "Inconclusive", "Faster", "Same"], ReportText.Of(comparisons.Count, "comparison", "comparisons"));

    /// <summary>The same for logical processors.</summary>
    public static string Verdicts(IReadOnlyList<CoreTest> cores) => Verdicts(
        cores.Select(each => each.Verdict), ["Miscount", "Lost", "Slow", "Pass"], ReportText.Of(cores.Count, "logical processor", "logical processors"));

    public void Write(ReportPage page)
    {
        page.Section("Summary");
        page.Html.Open("div", ("class", "cards"));

        if (comparisons.Count > 0)
        {
            bool slower = comparisons.Any(each => each.Verdict == "Slower");
            bool unsure = comparisons.Any(each => each.Verdict == "Inconclusive");
            Card(page, "Comparison", slower ? "Slower" : unsure ? "Inconclusive" : "Not slower", Verdicts(comparisons), slower ? "bad" : unsure ? "unsure" : "good");
        }

        if (cores.Count > 0)
        {
            bool wrong = cores.Any(core => core.Verdict is "Miscount");
            bool other = cores.Any(core => core.Verdict is not ("Pass" or "Miscount"));
            string result = wrong ? "Miscounts" : other ? "Look closer" : "All passed";
            Card(page, "Logical processors", result, Verdicts(cores), wrong ? "bad" : other ? "unsure" : "good");
        }

        foreach (ScalingSweep sweep in sweeps.Take(MostSweeps))
        {
            foreach (ScalingPoint last in sweep.Types.Select(type => sweep.Of(type)[^1]))
            {
                Card(
                    page, $"{sweep.Title}, {last.Type}", $"{ReportText.Number(last.SpeedUp)} ×",
                    $"{ReportText.Of(last.WorkerCount, "worker", "workers")}: {ReportText.Rate(last.Rate)}, efficiency {ReportText.Percent(last.Efficiency)}.");
            }
        }

        if (estimates.Count > 0)
        {
            PiEstimate best = estimates.MaxBy(estimate => estimate.Trials)!;
            string digits = best.Value.ToString("F8", CultureInfo.InvariantCulture);
            string others = estimates.Count == 1 ? string.Empty : $" The largest of {ReportText.Count(estimates.Count)} estimates.";
            Card(
                page, "Estimate of π", digits,
                $"{ReportText.Prefixed(best.Trials)} trials at {ReportText.Rate(best.Rate)} by {ReportText.Of(best.WorkerCount, "worker", "workers")} ({best.Type}), "
                + $"{ReportText.Number(best.AbsoluteError, 2)} from π.{others}");
        }

        page.Html.Close().Close();
    }

    private static string Verdicts(IEnumerable<string> verdicts, string[] order, string of)
    {
        Dictionary<string, int> counts = verdicts.CountBy(verdict => verdict).ToDictionary();
        IEnumerable<string> all = order.Where(counts.ContainsKey).Concat(counts.Keys.Except(order).Order(StringComparer.Ordinal));
        return $"{of}: {string.Join(", ", all.Select(verdict => $"{ReportText.Count(counts[verdict])} {verdict}"))}.";
    }

    private static void Card(ReportPage page, string name, string value, string text, string? mark = null)
    {
        page.Html.Open("div", ("class", mark is null ? "card" : $"card {mark}")).Element("h3", name);
        page.Html.Element("p", value, ("class", "value")).Element("p", text).Close();
    }
}
