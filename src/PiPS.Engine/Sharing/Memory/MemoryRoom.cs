using System.Globalization;
using PiPS.Engine.Machine;

namespace PiPS.Engine.Sharing.Memory;

/// <summary>How much memory there is to be had.</summary>
/// <remarks>
/// It has to be asked before: Linux grants what it doesn't have, and kills somebody when it is used. What a control group's files take
/// is given back under pressure, so it counts as free. Source: proc_meminfo(5), cgroup-v2.rst and cgroup-v1/memory.rst.
/// </remarks>
internal sealed class MemoryRoom
{
    private const long NoLimit = 1L << 62;
    private static readonly string[] FilesInMemory = ["active_file", "inactive_file"];

    private readonly MachineFiles _files;

    public MemoryRoom(MachineFiles files)
    {
        _files = files;
    }

    /// <summary>Bytes that this process can have: of the machine, and of what it is limited to. At least 0.</summary>
    public static long Available() => OperatingSystem.IsLinux()
        ? new MemoryRoom(MachineFiles.Real).Read()
        : GC.GetGCMemoryInfo() is { TotalAvailableMemoryBytes: long all and > 0 } ? all : long.MaxValue;

    /// <summary>Bytes that this process can have.</summary>
    public long Read()
    {
        ControlGroups groups = new(_files, "self");
        long least = OfMachine();

        foreach (string folder in groups.Folders("memory"))
        {
            least = Math.Min(least, OfGroup(folder, "memory.limit_in_bytes", "memory.usage_in_bytes", "total_"));
        }

        foreach (string folder in groups.Folders(ControlGroups.Version2))
        {
            least = Math.Min(least, OfGroup(folder, "memory.max", "memory.current", string.Empty));
        }

        return Math.Max(0, least);
    }

    // A line is the label, and a number behind it.
    private static long? Labelled(string[] lines, string label)
        => Number(Array.Find(lines, line => line.StartsWith(label, StringComparison.Ordinal))?[label.Length..].Replace("kB", string.Empty, StringComparison.Ordinal));

    private static long? Number(string? text)
        => long.TryParse(text.AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;

    private long OfMachine()
    {
        string[] lines = _files.ReadLines("/proc/meminfo");
        return Labelled(lines, "MemAvailable:") is long free ? 1024 * (free + (Labelled(lines, "SwapFree:") ?? 0)) : long.MaxValue;
    }

    private long OfGroup(string folder, string limitFile, string usageFile, string prefix)
    {
        if (Number(_files.ReadLine($"{folder}/{limitFile}")) is not (long limit and < NoLimit)
            || Number(_files.ReadLine($"{folder}/{usageFile}")) is not long usage)
        {
            return long.MaxValue;
        }

        string[] lines = _files.ReadLines(folder + "/memory.stat");
        long files = FilesInMemory.Sum(label => Labelled(lines, $"{prefix}{label} ") ?? 0);
        return limit - usage + files;
    }
}
