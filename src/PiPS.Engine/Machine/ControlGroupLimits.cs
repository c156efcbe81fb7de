using System.Globalization;

namespace PiPS.Engine.Machine;

/// <summary>What the control groups of a process allow it: how a container, a service or a batch job is limited.</summary>
/// <remarks>
/// Both versions count, the lowest limit wins: a hybrid system has the controllers in version 1 and version 2 beside it.
/// Source: Linux's Documentation/admin-guide/cgroup-v2.rst, cgroup-v1/memory.rst and scheduler/sched-bwc.rst.
/// </remarks>
internal sealed class ControlGroupLimits
{
    // Version 1 says "no limit" as the largest number of whole pages in a long, which depends on the page size.
    private const long NoMemoryLimit = 1L << 62;

    private readonly MachineFiles _files;
    private readonly ControlGroups _groups;

    /// <param name="files">The machine.</param>
    /// <param name="process">The process's folder in <c>/proc</c>: its id, or <c>self</c>.</param>
    public ControlGroupLimits(MachineFiles files, string process = "self")
    {
        _files = files;
        _groups = new(files, process);
    }

    /// <summary>Processor time for each second, in processors, more than 0; null without a limit.</summary>
    public double? Processors()
    {
        double? lowest = null;

        foreach (string folder in _groups.Folders("cpu"))
        {
            string? quota = _files.ReadLine(folder + "/cpu.cfs_quota_us");
            lowest = Lower(lowest, Ratio(quota, _files.ReadLine(folder + "/cpu.cfs_period_us")));
        }

        foreach (string folder in _groups.Folders(ControlGroups.Version2))
        {
            string[]? words = _files.ReadLine(folder + "/cpu.max")?.Split(' ');
            lowest = Lower(lowest, words is [string quota, string period] ? Ratio(quota, period) : null);
        }

        return lowest;
    }

    /// <summary>Memory, in bytes; null without a limit.</summary>
    public long? Memory()
    {
        const string Label = "hierarchical_memory_limit ";
        long? lowest = null;

        foreach (string folder in _groups.Folders("memory"))
        {
            // It has the ancestors' limits in it, also of those that a container can't see.
            string[] lines = _files.ReadLines(folder + "/memory.stat");
            string? limit = Array.Find(lines, line => line.StartsWith(Label, StringComparison.Ordinal))?[Label.Length..];
            lowest = Lower(lowest, Number(limit));
        }

        foreach (string folder in _groups.Folders(ControlGroups.Version2))
        {
            lowest = Lower(lowest, Number(_files.ReadLine(folder + "/memory.max")));
        }

        return lowest < NoMemoryLimit ? lowest : null;
    }

    private static double? Lower(double? one, double? other) => one <= other || other is null ? one : other;

    private static long? Lower(long? one, long? other) => one <= other || other is null ? one : other;

    // -1 and "max" say that there is no limit.
    private static double? Ratio(string? quota, string? period)
        => Number(quota) is long time and > 0 && Number(period) is long each and > 0 ? (double)time / each : null;

    private static long? Number(string? text)
        => long.TryParse(text.AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
}
