using System.Runtime.InteropServices;

namespace PiPS.Engine.Machine;

/// <summary>The logical processors that a process or a thread may run on (Linux).</summary>
/// <remarks>A container's or a batch job's cpuset is in it already: the kernel intersects the two.</remarks>
internal static partial class ProcessorAffinity
{
    private const int InvalidArgument = 22; // EINVAL

    // A kernel built for more processors than the mask has bits refuses it (sched_setaffinity(2)): glibc's 1024 aren't enough.
    private const int FirstWords = 1024 / 64;
    private const int LastWords = (1 << 20) / 64;

    private static int WordBits => nuint.Size * 8;

    /// <summary>Asks the kernel.</summary>
    /// <param name="process">
    /// The process's id, which asks for its first thread. That is what taskset shows, and what counts a process's
    /// processors: the calling thread may be one that is pinned, as a core test does.
    /// </param>
    /// <param name="firstWords">The length of the first mask to try, in machine words, from 0.</param>
    /// <returns>Ascending; null where the kernel doesn't say.</returns>
    public static int[]? Read(int process, int firstWords = FirstWords)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        for (int words = firstWords; words <= LastWords; words = Math.Max(1, 2 * words))
        {
            nuint[] mask = new nuint[words];

            if (GetAffinity(process, (nuint)(words * nuint.Size), mask) >= 0)
            {
                return Members(mask);
            }

            if (Marshal.GetLastPInvokeError() != InvalidArgument)
            {
                break;
            }
        }

        return null;
    }

    /// <summary>Reads it from <c>/proc/self/status</c>: for a sandbox that forbids the call.</summary>
    /// <returns>Ascending, without those that are offline; null when it isn't there.</returns>
    public static int[]? Read(MachineFiles files)
    {
        const string Label = "Cpus_allowed_list:";

        string? list = files.ReadLines("/proc/self/status").FirstOrDefault(l => l.StartsWith(Label, StringComparison.Ordinal));
        int[]? allowed = ProcessorList.Parse(list?[Label.Length..]);
        int[]? online = ProcessorList.Parse(files.ReadLine("/sys/devices/system/cpu/online"));

        return allowed is null || online is null ? allowed : [.. allowed.Intersect(online)];
    }

    /// <summary>Tells the kernel.</summary>
    /// <param name="thread">The thread's id; 0 for the calling one.</param>
    /// <param name="processors">At least one, from 0 up; the mask is as long as it takes.</param>
    /// <exception cref="PinningException">The kernel refuses, or there is no such call.</exception>
    public static void Set(int thread, IReadOnlyCollection<int> processors)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new PinningException("Threads can be kept on processors on Linux alone.");
        }

        nuint[] mask = new nuint[(processors.Max() / WordBits) + 1];

        foreach (int processor in processors)
        {
            mask[processor / WordBits] |= (nuint)1 << (processor % WordBits);
        }

        if (SetAffinity(thread, (nuint)(mask.Length * nuint.Size), mask) != 0)
        {
            throw new PinningException(
                $"A thread can't be kept on the processors {string.Join(", ", processors)}: {Marshal.GetLastPInvokeErrorMessage()}.");
        }
    }

    private static int[] Members(nuint[] mask)
    {
        List<int> members = [];

        for (int processor = 0; processor < mask.Length * WordBits; processor++)
        {
            if ((mask[processor / WordBits] >> (processor % WordBits) & 1) != 0)
            {
                members.Add(processor);
            }
        }

        return [.. members];
    }

    [LibraryImport("libc", EntryPoint = "sched_setaffinity", SetLastError = true)]
    private static partial int SetAffinity(int thread, nuint size, nuint[] mask);

    [LibraryImport("libc", EntryPoint = "sched_getaffinity", SetLastError = true)]
    private static partial int GetAffinity(int process, nuint size, [Out] nuint[] mask);
}
