namespace PiPS.Engine.Machine;

/// <summary>How many processors this process can keep busy: what a run takes as its number of workers unless told.</summary>
/// <remarks>
/// Asked anew each time, since limits change while a process lives; <see cref="Environment.ProcessorCount"/> is as it was at
/// the start. Well under a millisecond.
/// </remarks>
public static class UsableProcessors
{
    private static readonly ControlGroupLimits Limits = new(MachineFiles.Real);

    /// <summary>
    /// At least 1: the processors that the process may run on, or as many as its control groups' limit keeps busy if those are
    /// fewer (1.5 processors' time keeps 2 busy). Where there is no Linux, <see cref="Environment.ProcessorCount"/>.
    /// </summary>
    public static int Count
        => OperatingSystem.IsLinux() ? Of(Affinity()?.Length, Limits.Processors()) : Environment.ProcessorCount;

    /// <summary>
    /// The processors that workers can be kept on: those that this process may run on, ascending. Null where the system can't
    /// keep them there.
    /// </summary>
    public static IReadOnlyList<int>? ForPinning() => ThreadPin.IsSupported ? Affinity() : null;

    /// <summary>Those processors with the core, socket and memory node of each, ascending; none where the system doesn't say.</summary>
    public static IReadOnlyList<LogicalProcessor> Describe()
        => [.. ProcessorTopology.Read(MachineFiles.Real, Affinity()).Where(processor => processor.IsUsable ?? false)];

    /// <summary>Reads a list of processors as the kernel writes it and <c>taskset</c> takes it: <c>0-3,8,10-11</c>.</summary>
    /// <returns>The numbers, ascending; null for what isn't such a list.</returns>
    public static IReadOnlyList<int>? Parse(string? list) => ProcessorList.Parse(list);

    /// <summary>The processors that this process may run on, ascending; null where the system doesn't say.</summary>
    internal static int[]? Affinity()
        => ProcessorAffinity.Read(Environment.ProcessId) ?? ProcessorAffinity.Read(MachineFiles.Real);

    /// <param name="affinity">Processors that the process may run on; null if unknown.</param>
    /// <param name="limit">Processors' time for it; null without a limit.</param>
    internal static int Of(int? affinity, double? limit)
    {
        int allowed = affinity ?? Environment.ProcessorCount;
        return (int)Math.Max(1, Math.Min(allowed, Math.Ceiling(limit ?? allowed)));
    }
}
