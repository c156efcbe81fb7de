using System.Globalization;
using PiPS.Engine.Estimating;

namespace PiPS.Engine.Benchmarking.Reports.Sections;

/// <summary>Estimates of pi: how they converged, and what their workers did.</summary>
internal sealed class EstimateSection(IReadOnlyList<PiEstimate> estimates)
{
    private const int MostCharted = 4;

    public void Write(ReportPage page)
    {
        if (estimates.Count == 0)
        {
            return;
        }

        page.Section(estimates.Count == 1 ? "Estimate" : "Estimates");
        page.Paragraph(
            $"Each estimate is one run. Its interval is Wilson's, at {string.Join(" or ", estimates.Select(each => each.ConfidenceLevel).Distinct().Select(each => ReportText.Percent(each)))}. "
            + "Rates leave start-up out. Seed, trials, generator and block size give the same hits again, on any machine.", isNote: true);
        Table().Write(page.Html);

        PiEstimate[] charted = [.. estimates.OrderByDescending(each => each.Trials).Take(MostCharted)];

        if (charted.Length < estimates.Count)
        {
            page.Paragraph($"Shown below are the {charted.Length} of {ReportText.Count(estimates.Count)} estimates with the most trials.", isNote: true);
        }

        foreach (PiEstimate estimate in charted)
        {
            page.Html.Element("h3", $"{ReportText.Count(estimate.Trials)} trials by {ReportText.Of(estimate.WorkerCount, "worker", "workers")} ({estimate.Type}), seed {estimate.Seed}");
            History(page, estimate);
        }

        page.Html.Close();
    }

    private static void History(ReportPage page, PiEstimate estimate)
    {
        if (estimate.Convergence is { Count: > 1 } convergence)
        {
            page.Chart(EstimateCharts.Convergence(estimate));
            page.Details("The estimate in the course of the run", html => Convergence(convergence).Write(html));
        }

        if (estimate.Timeline is { Count: > 0 })
        {
            EstimateCharts.Timeline(page, estimate);
        }

        if (estimate.Workers is { Count: > 0 } workers)
        {
            page.Details($"What {ReportText.Of(workers.Count, "worker", "workers")} did", html => Workers(workers).Write(html));
        }
    }

    private ReportTable Table()
    {
        ReportTable table = new("Estimates", "#π", "#± 1 s.e.", "#From π", "#Trials", "#Hits", "#Seed", "Generator", "Type", "#Workers", "#Rate", "#Start-up", "#Compute", "#Elapsed");

        foreach (PiEstimate each in estimates)
        {
            table.Add(
                Pi(each.Value), new(ReportText.Number(each.StandardError, 2), each.StandardError), new(ReportText.Number(each.AbsoluteError, 2), each.AbsoluteError),
                ReportCell.Count(each.Trials), ReportCell.Count(each.Hits), new(each.Seed.ToString(CultureInfo.InvariantCulture), each.Seed), each.Generator, each.Type,
                ReportCell.Count(each.WorkerCount), ReportCell.Rate(each.Rate), ReportCell.Seconds(each.StartUp), ReportCell.Seconds(each.Compute), ReportCell.Seconds(each.Elapsed));
        }

        return table;
    }

    private static ReportTable Convergence(IReadOnlyList<ConvergencePoint> points)
    {
        ReportTable table = new("The estimate in the course of the run", "#After", "#Trials", "#Hits", "#π", "#Lower bound", "#Upper bound");

        foreach (ConvergencePoint point in points)
        {
            table.Add(
                ReportCell.Seconds(point.Elapsed), ReportCell.Count(point.Trials), ReportCell.Count(point.Hits),
                Pi(point.Value), Pi(point.LowerBound), Pi(point.UpperBound));
        }

        return table;
    }

    private static ReportTable Workers(IReadOnlyList<WorkerReport> workers)
    {
        ReportTable table = new(
            "Workers", "#Worker", "#Process", "Host", "#Trials", "#Hits", "#Rate", "#Start-up", "#Waiting", "#Computing", "#Transfer", "Lost");

        foreach (WorkerReport worker in workers)
        {
            table.Add(
                new(worker.Index.ToString(CultureInfo.InvariantCulture), worker.Index), new(worker.ProcessId.ToString(CultureInfo.InvariantCulture), worker.ProcessId),
                worker.Host, ReportCell.Count(worker.Trials), ReportCell.Count(worker.Hits), ReportCell.Rate(worker.Rate), ReportCell.Seconds(worker.StartUp),
                ReportCell.Seconds(worker.Waiting), ReportCell.Seconds(worker.Computing), ReportCell.Seconds(worker.Transfer),
                worker.Lost ? new ReportCell("yes", 1.0, "bad") : "no");
        }

        return table;
    }

    private static ReportCell Pi(double value) => new(value.ToString("F8", CultureInfo.InvariantCulture), value);
}
