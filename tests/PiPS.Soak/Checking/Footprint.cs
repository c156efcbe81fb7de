using System.Diagnostics;

namespace PiPS.Soaking.Checking;

/// <summary>What this process has: children, threads, descriptors, files, memory. Between scenarios there must be no more than before.</summary>
internal sealed record Footprint(int Threads, int Handles, int Files, double HeapMegabytes, double WorkingSetMegabytes)
{
    // The thread pool's come and go, and what was opened for the first time stays open.
    private const int SlackThreads = 24;
    private const int SlackHandles = 12;
    private const double SlackHeap = 24.0;
    private const double SlackWorkingSet = 300.0;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>This process's child processes, by their numbers.</summary>
    public static int[] Children()
    {
        List<int> children = [];

        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), out int process) && ParentOf(process) == Environment.ProcessId)
            {
                children.Add(process);
            }
        }

        children.Sort();
        return [.. children];
    }

    /// <summary>What there is now.</summary>
    public static Footprint Now()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using Process self = Process.GetCurrentProcess();
        string mine = $"pips-{Environment.ProcessId}-";
        int files = Directory.EnumerateFileSystemEntries(Path.GetTempPath()).Count()
            + (Directory.Exists("/dev/shm") ? Directory.EnumerateFiles("/dev/shm", mine + "*").Count() : 0);
        return new(
            self.Threads.Count, Directory.EnumerateFileSystemEntries("/proc/self/fd").Count(), files,
            GC.GetTotalMemory(forceFullCollection: false) / 1048576.0, self.WorkingSet64 / 1048576.0);
    }

    /// <summary>Waits until nothing is left over; what ends takes its time.</summary>
    /// <param name="before">What there was; <see langword="null"/> where only children and files can be told to be too many.</param>
    /// <exception cref="ViolationException">Something is.</exception>
    public static Footprint Check(Footprint? before)
    {
        DateTime deadline = DateTime.UtcNow + Patience;
        Footprint now = Now();

        bool IsWithin() => Children().Length == 0 && (before is null ? now.Files == 0 : before.Allows(now));

        while (DateTime.UtcNow < deadline && !IsWithin())
        {
            Thread.Sleep(100);
            now = Now();
        }

        int[] children = Children();
        ViolationException.Unless(children.Length == 0, "no child process afterwards", () => string.Join(", ", children.Select(Describe)));
        ViolationException.Unless(now.Files == 0, "no file afterwards", () => string.Join(", ", Directory.EnumerateFileSystemEntries(Path.GetTempPath())));
        ViolationException.Unless(IsWithin(), $"no more than before: {before}", now.ToString);
        return now;
    }

    private bool Allows(Footprint now) => now.Threads <= Threads + SlackThreads && now.Handles <= Handles + SlackHandles && now.Files == 0
        && now.HeapMegabytes <= HeapMegabytes + SlackHeap && now.WorkingSetMegabytes <= WorkingSetMegabytes + SlackWorkingSet;

    private static string Describe(int process)
    {
        try
        {
            return $"{process} {File.ReadAllText($"/proc/{process}/cmdline").Replace('\0', ' ')}";
        }
        catch (IOException)
        {
            return process.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    private static int ParentOf(int process)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{process}/stat");
            string[] words = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return int.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
