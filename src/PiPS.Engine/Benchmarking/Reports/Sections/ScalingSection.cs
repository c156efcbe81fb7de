using System.Globalization;
using PiPS.Engine.Benchmarking.Scaling;

namespace PiPS.Engine.Benchmarking.Reports.Sections;

/// <summary>What more workers bring.</summary>
internal sealed class ScalingSection(IReadOnlyList<ScalingSweep> sweeps, IReadOnlyList<ScalingFit> given)
{
    public void Write(ReportPage page)
    {
        foreach (ScalingSweep sweep in sweeps)
        {
            page.Section(sweep.Title);
            page.Paragraph($"{sweep.Work}. {Measured(sweep)}", isNote: true);
            page.Chart(ScalingCharts.SpeedUp(sweep));
            page.Chart(ScalingCharts.Efficiency(sweep));
            Points(sweep).Write(page.Html);
            Fits(page, sweep.Fits);
            page.Details("Every run", html => Samples(sweep).Write(html));
            page.Html.Close();
        }

        if (sweeps.Count != 1 && given.Count > 0)
        {
            page.Section("Laws of scaling");
            Fits(page, given);
            page.Html.Close();
        }
    }

    private static string Measured(ScalingSweep sweep)
    {
        int fewest = sweep.Points.Min(point => point.Samples.Count);
        int most = sweep.Points.Max(point => point.Samples.Count);
        double level = sweep.Points.Min(point => point.ConfidenceLevel);
        string runs = fewest == most ? $"{fewest}" : $"{fewest} to {most}";
        string baseline = sweep.Points.Any(point => point.WorkerCount == 1)
            ? "Speed-up is the rate over that of one worker of the same kind."
            : "One worker wasn't measured: speed-up takes the fewest workers as perfect.";
        return $"Each figure is the median of {runs} interleaved runs, with its confidence interval of at least {ReportText.Percent(level)}. "
            + $"Start-up is not part of the rate. {baseline} The serial fraction is {(sweep.IsWeak ? "by Gustafson's law" : "Karp and Flatt's")}.";
    }

    private static ReportTable Points(ScalingSweep sweep)
    {
        ReportTable table = new(
            "Points of the sweep", "Type", "#Workers", "#Median time", "#Time interval", "#Rate", "#Rate ±", "#Speed-up", "#Efficiency",
            "#Serial fraction", "#Start-up", "#Runs", "#Outliers");

        foreach (ScalingPoint point in sweep.Points)
        {
            table.Add(
                point.Type, ReportCell.Count(point.WorkerCount), ReportCell.Seconds(point.Median),
                new($"{ReportText.Seconds(point.LowerBound)} to {ReportText.Seconds(point.UpperBound)}", point.LowerBound),
                ReportCell.Rate(point.Rate), ReportCell.Percent(point.Spread), new($"{ReportText.Number(point.SpeedUp)} ×", point.SpeedUp),
                ReportCell.Percent(point.Efficiency), ReportCell.Percent(point.SerialFraction), ReportCell.Seconds(point.StartUp),
                ReportCell.Count(point.Samples.Count), ReportCell.Count(point.Outliers));
        }

        return table;
    }

    private static ReportTable Samples(ScalingSweep sweep)
    {
        ReportTable table = new("Every run", "Type", "#Workers", "#Round", "#Trials", "#Hits", "#Start-up", "#Compute", "#Elapsed", "#Rate", "Outlier");

        foreach (ScalingPoint point in sweep.Points)
        {
            foreach (BenchmarkSample sample in point.Samples)
            {
                table.Add(
                    point.Type, ReportCell.Count(point.WorkerCount), ReportCell.Count(sample.Round), ReportCell.Count(sample.Trials),
                    ReportCell.Count(sample.Hits), ReportCell.Seconds(sample.StartUp), ReportCell.Seconds(sample.Compute),
                    ReportCell.Seconds(sample.Elapsed), ReportCell.Rate(sample.Rate), sample.IsOutlier ? new ReportCell("yes", 1.0, "unsure") : "no");
            }
        }

        return table;
    }

    private static void Fits(ReportPage page, IReadOnlyList<ScalingFit> fits)
    {
        if (fits.Count == 0)
        {
            return;
        }

        ReportTable table = new(
            "Laws fitted to the points (± one standard error)", "Law", "Type", "#Rate of one worker", "#Serial fraction", "#Coherency", "#Peak workers", "#Peak speed-up",
            "#Peak rate", "#Left over", "#R²", "#Points");

        foreach (ScalingFit fit in fits)
        {
            table.Add(
                ScalingCharts.Name(fit.Law), fit.Type, WithError(fit.WorkerRate, fit.WorkerRateError, ReportText.Rate),
                WithError(fit.SerialFraction, fit.SerialFractionError, Share),
                fit.Law == ScalingLaw.Universal ? WithError(fit.Coherency, fit.CoherencyError, Share) : "–",
                fit.PeakWorkerCount is null ? "no peak" : ReportCell.Count(fit.PeakWorkerCount),
                fit.PeakSpeedUp is double peak ? new ReportCell($"{ReportText.Number(peak)} ×", peak) : "no limit",
                fit.PeakRate is null ? "no limit" : ReportCell.Rate(fit.PeakRate),
                ReportCell.Percent(fit.RelativeError), new(fit.Explained.ToString("F4", CultureInfo.InvariantCulture), fit.Explained), ReportCell.Count(fit.Points));
        }

        table.Write(page.Html);
    }

    // A small one too: 0.00123 %.
    private static string Share(double share) => $"{ReportText.Number(share * 100.0)} %";

    private static ReportCell WithError(double value, double? error, Func<double, string> show)
        => new(error is double known && double.IsFinite(known) ? $"{show(value)} ± {show(known)}" : show(value), value);
}
