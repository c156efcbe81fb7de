using System.Globalization;
using System.Text;
using PiPS.Engine.Benchmarking.Scaling;

namespace PiPS.Host;

/// <summary>A sweep as two tables: its points and the laws fitted to them.</summary>
internal static class ScalingText
{
    public static string Write(ScalingReport report)
    {
        StringBuilder text = new();
        CultureInfo plain = CultureInfo.InvariantCulture;
        text.AppendLine(plain, $"{"Type",-10} {"Workers",7} {"Median/s",9} {"M trials/s",11} {"± %",6} {"Speed-up",8} {"Effic.",6} {"Serial",8} {"Outl.",5}");

        foreach (ScalingPoint point in report.Points)
        {
            text.AppendLine(
                plain,
                $"{point.Type,-10} {point.WorkerCount,7} {point.Median,9:N3} {point.Rate / 1e6,11:N1} {100.0 * point.Spread,6:F2} {point.SpeedUp,8:F2} {point.Efficiency,6:F3} {point.SerialFraction,8:F4} {point.Outliers,5}");
        }

        text.AppendLine(plain, $"{Measured(report.Points[0])}; {Work(report.Points[0])}, seed {report.Points[0].Seed}");

        if (report.Points[0].Environment.Launcher is string launcher)
        {
            text.AppendLine(plain, $"Workers on other machines: {launcher}");
        }

        if (report.Fits.Count > 0)
        {
            text.AppendLine();
            text.AppendLine(plain, $"{"Type",-10} {"Law",-23} {"Serial",8} {"± 1 s.e.",9} {"Coherency",10} {"Peak at",7} {"Peak ×",7}");
        }

        foreach (ScalingFit fit in report.Fits)
        {
            text.AppendLine(
                plain,
                $"{fit.Type,-10} {fit.Law,-23} {fit.SerialFraction,8:F6} {fit.SerialFractionError,9:F6} {fit.Coherency,10:G3} {fit.PeakWorkerCount,7:F1} {fit.PeakSpeedUp,7:N1}");
        }

        return text.ToString();
    }

    private static string Measured(ScalingPoint point) => point.Samples.Count == 1
        ? "One round"
        : string.Create(CultureInfo.InvariantCulture, $"Medians of {point.Samples.Count} rounds, intervals of {point.ConfidenceLevel:P1}");

    private static string Work(ScalingPoint point)
    {
        CultureInfo plain = CultureInfo.InvariantCulture;
        return point.Duration is double seconds ? string.Create(plain, $"{seconds} s each")
            : point.Weak ? string.Create(plain, $"{point.Trials / point.WorkerCount:N0} trials for each worker")
            : string.Create(plain, $"{point.Trials:N0} trials each");
    }
}
