using System.Globalization;

namespace PiPS.Engine.Machine.Sensors;

/// <summary>How often processors were slowed down for heat since the machine started.</summary>
/// <remarks>Source: Linux's arch/x86/kernel/cpu/mce/therm_throt.c. Intel's alone tell; hardware threads of a core tell the same.</remarks>
internal sealed class ThrottleCounters
{
    private const string Cpus = "/sys/devices/system/cpu";

    private static readonly string[] Names = ["core_throttle_count", "package_throttle_count"];

    private readonly MachineFiles _files;
    private readonly string[] _paths;

    public ThrottleCounters(MachineFiles files)
    {
        _files = files;
        _paths = [.. (ProcessorList.Parse(files.ReadLine($"{Cpus}/online")) ?? [])
            .SelectMany(cpu => Names.Select(name => $"{Cpus}/cpu{cpu}/thermal_throttle/{name}"))];
    }

    /// <summary>The counts that can be read, by their files.</summary>
    /// <remarks>Don't add them up: one event is counted by every thread of a core, and by every core of a package.</remarks>
    public IReadOnlyDictionary<string, long> Read()
    {
        Dictionary<string, long> counts = [];

        foreach (string path in _paths)
        {
            if (long.TryParse(_files.ReadLine(path), NumberStyles.None, CultureInfo.InvariantCulture, out long count))
            {
                counts[path] = count;
            }
        }

        return counts;
    }
}
