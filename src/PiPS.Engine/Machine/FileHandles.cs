using System.Globalization;
using PiPS.Engine.Estimating;

namespace PiPS.Engine.Machine;

/// <summary>How many files and pipes this process may have open, and what worker processes take of them.</summary>
internal static class FileHandles
{
    /// <summary>What a worker process takes here: its input, output and standard error, and for a script's worker its mark.</summary>
    public const int PerWorker = 4;

    // For pipes' other ends while processes start, checkpoints, and assemblies that are loaded on the way: .NET without a handle
    // for one of those ends at once, with "Out of memory".
    private const int Spare = 16;

    /// <summary>Refuses worker processes that there are no handles for: they would be lost one after the other, and be started again and again.</summary>
    /// <param name="workers">How many are to be started.</param>
    /// <exception cref="InvalidOptionException">There are too few.</exception>
    public static void ThrowIfTooFew(int workers)
    {
        if (workers > 0 && OperatingSystem.IsLinux() && Limit(MachineFiles.Real.ReadLines("/proc/self/limits")) is int limit)
        {
            int open = MachineFiles.Real.Names("/proc/self/fd").Length;

            if (workers > Room(limit, open))
            {
                throw OptionErrors.TooFewFileHandles(workers, limit, open, Room(limit, open));
            }
        }
    }

    /// <summary>Workers that there is room for.</summary>
    public static int Room(int limit, int open) => Math.Max(0, (limit - open - Spare) / PerWorker);

    /// <summary>The limit of open files among the lines of <c>/proc/self/limits</c>; null for none.</summary>
    public static int? Limit(IEnumerable<string> lines)
        => lines.Where(line => line.StartsWith("Max open files", StringComparison.Ordinal))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(words => words.Length > 3 && int.TryParse(words[3], NumberStyles.None, CultureInfo.InvariantCulture, out int limit) ? limit : (int?)null)
            .FirstOrDefault();
}
