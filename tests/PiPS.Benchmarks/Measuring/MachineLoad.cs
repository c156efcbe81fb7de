using System.Diagnostics;
using System.Globalization;

namespace PiPS.Benchmarks.Measuring;

/// <summary>Processor time used until now: by the whole machine, and by this process with its ended children.</summary>
/// <remarks>From Linux's <c>/proc</c>, in clock ticks, of which a second has 100.</remarks>
internal sealed record MachineLoad(long Timestamp, long? All, long? Own)
{
    private const double TicksPerSecond = 100.0;

    public static MachineLoad Now()
    {
        if (!OperatingSystem.IsLinux())
        {
            return new(Stopwatch.GetTimestamp(), null, null);
        }

        // user, nice, system, idle, waiting for a device, interrupts, soft interrupts, stolen
        long[] machine = Numbers(File.ReadLines("/proc/stat").First()["cpu ".Length..]);

        // Behind the name in brackets, which may have blanks in it; user and system time, then that of its children.
        string line = File.ReadAllText("/proc/self/stat");
        string[] own = line[(line.LastIndexOf(')') + 2)..].Split(' ');
        return new(Stopwatch.GetTimestamp(), machine.Sum() - machine[3] - machine[4], Numbers(string.Join(' ', own[11..15])).Sum());
    }

    /// <summary>Processor seconds of this process and its ended children since then.</summary>
    public double? OwnSince(MachineLoad before) => (Own - before.Own) / TicksPerSecond;

    /// <summary>Processors that others kept busy since then.</summary>
    public double? OthersSince(MachineLoad before)
    {
        double seconds = Stopwatch.GetElapsedTime(before.Timestamp, Timestamp).TotalSeconds;
        return (All - before.All - (Own - before.Own)) / TicksPerSecond / seconds is double others ? Math.Max(0.0, others) : null;
    }

    private static long[] Numbers(string text)
        => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(8).Select(number => long.Parse(number, CultureInfo.InvariantCulture))];
}
