using System.Globalization;
using System.Text;
using PiPS.Engine.Estimating;

namespace PiPS.Host;

/// <summary>An estimate as the tutorial's program prints it, and with its error.</summary>
internal static class EstimateText
{
    public static string Write(PiEstimate estimate)
    {
        StringBuilder text = new();
        CultureInfo plain = CultureInfo.InvariantCulture;

        foreach (WorkerReport worker in estimate.Workers)
        {
            string kind = estimate.Type == nameof(WorkerType.Process) ? "Worker process" : $"Worker {worker.Index} in process";
            string lost = worker.Lost ? " (lost, and replaced)" : string.Empty;
            string host = worker.Host == Environment.MachineName ? string.Empty : $" on {worker.Host}";
            text.AppendLine(plain, $"{kind} {worker.ProcessId}{host}: {worker.Trials:N0} trials{lost}");
        }

        if (estimate.ResumedTrials > 0)
        {
            text.AppendLine(plain, $"Checkpoint: {estimate.ResumedTrials:N0} trials");
        }

        text.AppendLine(plain, $"Hits: [{string.Join(", ", estimate.Workers.Select(worker => worker.Hits))}]");
        text.AppendLine(plain, $"Seconds: {estimate.Elapsed:F3}, {estimate.StartUp:F3} of them until the first worker was ready");
        text.AppendLine(plain, $"Trials: {estimate.Trials:N0} ({estimate.Rate:N0} a second), seed {estimate.Seed}, {estimate.Generator}");
        text.AppendLine(plain, $"Pi: {estimate.Value:F10}, error {estimate.AbsoluteError:F10} (standard error {estimate.StandardError:F10})");
        return text.ToString();
    }
}
