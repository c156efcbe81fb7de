using System.Diagnostics;
using System.Globalization;

namespace PiPS.Benchmarks.Measuring;

/// <summary>Processor time used until now: by the whole machine, and by this process with its ended children.</summary>
/// <param name="Timestamp">When.</param>
/// <param name="All">Seconds of the machine's processors; known where there is Linux.</param>
/// <param name="Own">Seconds of ours.</param>
internal sealed record MachineLoad(long Timestamp, double? All, double? Own)
{
    private const double TicksPerSecond = 100.0;

    public static MachineLoad Now() => new(Stopwatch.GetTimestamp(), Busy(), ProcessorTime.OfEverything());

    /// <summary>Processors that others kept busy since then.</summary>
    public double? OthersSince(MachineLoad before)
    {
        double seconds = Stopwatch.GetElapsedTime(before.Timestamp, Timestamp).TotalSeconds;
        double? others = (All - before.All - (Own - before.Own)) / seconds;
        return others is double processors ? Math.Max(0.0, processors) : null;
    }

    private static double? Busy()
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        // user, nice, system, idle, waiting for a device, interrupts, soft interrupts, stolen
        string line = File.ReadLines("/proc/stat").First()["cpu ".Length..];
        long[] ticks =
        [
            .. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(8)
                .Select(word => long.Parse(word, CultureInfo.InvariantCulture)),
        ];
        return (ticks.Sum() - ticks[3] - ticks[4]) / TicksPerSecond;
    }
}
