using System.Globalization;
using System.Text;
using PiPS.Engine.Benchmarking.Cores;
using PiPS.Engine.Benchmarking.Scaling;
using PiPS.Engine.Estimating;
using PiPS.Engine.Machine;

namespace PiPS.Engine.Benchmarking.Baselines.Saving;

/// <summary>A benchmark as tables of Markdown, for a ticket or a wiki.</summary>
internal static class BenchmarkMarkdown
{
    public static string Text(PiBenchmark benchmark)
    {
        StringBuilder text = new("# PiPS benchmark\n");
        _ = text.Append(Said(
            $"\nMeasured by PiPS {benchmark.Version}; put together {benchmark.Created:yyyy-MM-dd HH:mm:ss} UTC. Rates are medians of all samples, in trials a second; times are seconds.\n"));

        Table(text, "Environment", ["what", "value"], Facts(benchmark.Environment).Where(fact => fact[1].Length > 0));
        Table(
            text, "Scaling", ["type", "workers", "median", "trials/s", "interval", "speed-up", "efficiency", "serial fraction", "samples", "outliers", "work"],
            benchmark.Scaling.Select(Row));
        Table(text, "Estimates", ["type", "workers", "pi", "trials/s", "samples", "work"], Estimates(benchmark.Estimates));
        Table(
            text, "Processors", ["processor", "core", "socket", "NUMA node", "verdict", "hits", "expected", "trials/s", "deviation", "samples"],
            benchmark.Cores.Select(Row));
        return text.ToString();
    }

    private static string[] Row(ScalingPoint point) =>
    [
        point.Type, Said($"{point.WorkerCount}"), Said($"{point.Median:G6}"), Said($"{point.Rate:N0}"),
        Said($"{point.RateLowerBound:N0} to {point.RateUpperBound:N0} ({point.ConfidenceLevel * 100.0:0.#} %)"), Said($"{point.SpeedUp:F2}"),
        Said($"{point.Efficiency * 100.0:F1} %"), Said($"{point.SerialFraction:F4}"), Said($"{point.Samples.Count}"), Said($"{point.Outliers}"),
        BenchmarkWork.Of(point).ToString(),
    ];

    private static string[] Row(CoreTest core) =>
    [
        Said($"{core.Processor}"), Said($"{core.Core}"), Said($"{core.Socket}"), Said($"{core.NumaNode}"), core.Verdict, Said($"{core.Hits:N0}"),
        Said($"{core.Expected:N0}"), Said($"{core.Rate:N0}"), Said($"{core.Deviation * 100.0:+0.0;-0.0;0.0} %"), Said($"{core.Samples.Count}"),
    ];

    private static IEnumerable<string[]> Estimates(IReadOnlyList<PiEstimate> estimates)
        => estimates.GroupBy(BenchmarkWork.Of).Select(same => Row(same.Key, [.. same]));

    private static string[] Row(BenchmarkWork work, PiEstimate[] same)
    {
        // What went on from a checkpoint is an estimate, but no sample.
        double[] rates = [.. same.Where(estimate => estimate.ResumedTrials == 0).Select(estimate => estimate.Rate)];

        return
        [
            work.Type, Said($"{work.WorkerCount}"), string.Join(", ", same.Select(estimate => Said($"{estimate.Value:F8}")).Distinct().Take(3)),
            rates.Length == 0 ? string.Empty : Said($"{Statistics.Median.Of(rates):N0}"), Said($"{rates.Length}"), work.ToString(),
        ];
    }

    private static IEnumerable<string[]> Facts(PiEnvironment at) =>
    [
        ["host", at.HostName ?? string.Empty],
        ["processor", at.Processor ?? string.Empty],
        ["sockets, NUMA nodes, cores, logical processors", Said($"{at.Sockets}, {at.NumaNodes}, {at.Cores}, {at.LogicalProcessors}")],
        ["usable processors", Said($"{at.UsableProcessors}")],
        ["processor limit", Said($"{at.ProcessorLimit}")],
        ["instruction sets", at.InstructionSets ?? string.Empty],
        ["governor", at.Governor ?? string.Empty],
        ["microcode", at.Microcode ?? string.Empty],
        ["hypervisor", at.Hypervisor ?? string.Empty],
        ["memory", at.TotalMemory is long bytes ? Said($"{bytes / 1073741824.0:F1} GiB") : string.Empty],
        ["operating system", at.OperatingSystem ?? string.Empty],
        ["kernel", at.KernelRelease ?? string.Empty],
        [".NET", at.Runtime ?? string.Empty],
        ["PowerShell", at.PowerShell ?? string.Empty],
        .. at.Launcher is string launcher ? new string[][] { ["workers", launcher] } : [],
    ];

    private static void Table(StringBuilder text, string title, string[] head, IEnumerable<string[]> rows)
    {
        string[] lines = [.. rows.Select(Line)];

        if (lines.Length > 0)
        {
            _ = text.Append('\n').Append("## ").Append(title).Append("\n\n")
                .Append(Line(head)).Append('|').Insert(text.Length, "---|", head.Length).Append('\n').AppendJoin(string.Empty, lines);
        }
    }

    private static string Line(string[] cells)
        => $"| {string.Join(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |\n";

    private static string Said(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
