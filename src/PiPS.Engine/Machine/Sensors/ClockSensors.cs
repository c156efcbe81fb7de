using System.Globalization;

namespace PiPS.Engine.Machine.Sensors;

/// <summary>How fast the processors' clocks are, by what Linux tells.</summary>
/// <remarks>Source: Linux's Documentation/admin-guide/pm/cpufreq.rst.</remarks>
internal sealed class ClockSensors
{
    private const string Cpus = "/sys/devices/system/cpu";

    // To ask a processor for its clock may interrupt it. So many of a large machine are enough for an average.
    private const int MostAsked = 32;

    // From a crystal's 1 MHz to beyond any processor's, in MHz.
    private const double Slowest = 1.0;
    private const double Fastest = 20_000.0;

    private readonly MachineFiles _files;
    private readonly string[] _paths;

    /// <param name="files">The machine.</param>
    /// <param name="processors">Those to ask; null for all that are online.</param>
    public ClockSensors(MachineFiles files, IReadOnlyList<int>? processors)
    {
        _files = files;
        IReadOnlyList<int> all = processors ?? ProcessorList.Parse(files.ReadLine($"{Cpus}/online")) ?? [];
        int asked = Math.Min(all.Count, MostAsked);
        _paths = [.. Enumerable.Range(0, asked)
            .Select(i => $"{Cpus}/cpu{all[(int)((long)i * all.Count / asked)]}/cpufreq/scaling_cur_freq")];
    }

    /// <summary>Their average, in MHz; null if none says anything that can be.</summary>
    public double? Read() => Average(_paths.Select(path => Number(_files.ReadLine(path)) / 1000.0)) ?? Average(ListedClocks());

    // "cpu MHz		: 3417.234". A virtual machine without frequency control tells the nominal clock here.
    private IEnumerable<double?> ListedClocks() => _files.ReadLines("/proc/cpuinfo")
        .Where(line => line.StartsWith("cpu MHz", StringComparison.Ordinal))
        .Select(line => Number(line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..]));

    private static double? Average(IEnumerable<double?> clocks)
        => clocks.Where(clock => clock is >= Slowest and <= Fastest).Average();

    private static double? Number(string? text)
        => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null;
}
