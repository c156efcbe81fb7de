using System.Globalization;

namespace PiPS.Engine.Machine;

/// <summary>The part of a <see cref="PiEnvironment"/> that Linux tells in its files.</summary>
internal static class LinuxEnvironment
{
    /// <summary>Reads it.</summary>
    /// <param name="files">The machine.</param>
    /// <param name="affinity">The processors that the process may run on; null to read them from the files too.</param>
    public static PiEnvironment Read(MachineFiles files, int[]? affinity)
    {
        int[]? allowed = affinity ?? ProcessorAffinity.Read(files);
        ControlGroupLimits limits = new(files);
        ProcessorModel model = ProcessorModel.Read(files);
        LogicalProcessor[] processors = ProcessorTopology.Read(files, allowed);
        double? limit = limits.Processors();

        return new()
        {
            Processor = model.Name,
            Vendor = model.Vendor,
            Microcode = model.Microcode,
            Sockets = Count(processors, p => p.Socket),
            NumaNodes = ProcessorTopology.CountNumaNodes(files),
            Cores = Count(processors, p => p.Core),
            LogicalProcessors = processors.Length == 0 ? null : processors.Length,
            AffinityCount = allowed?.Length,
            ProcessorLimit = limit,
            UsableProcessors = Machine.UsableProcessors.Of(allowed?.Length, limit),
            Governor = ProcessorTopology.Governor(files, processors),
            TotalMemory = TotalMemory(files),
            MemoryLimit = limits.Memory(),
            KernelRelease = files.ReadLine("/proc/sys/kernel/osrelease"),
            Processors = processors,
        };
    }

    /// <summary>How many cores or sockets there are; they are numbered from 0 without a gap. Null unless all are known.</summary>
    private static int? Count(LogicalProcessor[] processors, Func<LogicalProcessor, int?> number)
    {
        int count = 0;

        foreach (LogicalProcessor processor in processors)
        {
            if (number(processor) is not int known)
            {
                return null;
            }

            count = Math.Max(count, known + 1);
        }

        return count == 0 ? null : count;
    }

    private static long? TotalMemory(MachineFiles files)
    {
        const string Label = "MemTotal:";

        // "MemTotal:       24683620 kB", where kB are 1024 bytes (proc_meminfo(5)).
        string[]? words = files.ReadLines("/proc/meminfo")
            .FirstOrDefault(line => line.StartsWith(Label, StringComparison.Ordinal))?[Label.Length..]
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);

        return words is [string number, "kB"]
            && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long kibibytes)
            && kibibytes <= long.MaxValue / 1024
                ? kibibytes * 1024
                : null;
    }
}
