using System.Globalization;
using System.Runtime.InteropServices;

namespace PiPS.Engine.Tests.Workers;

/// <summary>What Linux tells about processes.</summary>
internal static partial class Proc
{
    public const int HangUp = 1;
    public const int Interrupt = 2;
    public const int KillNow = 9;
    public const int Terminate = 15;
    public const int Continue = 18;
    public const int Stop = 19;

    public static void SkipUnlessLinux()
        => Assert.SkipUnless(OperatingSystem.IsLinux(), "Processes are looked at through Linux's /proc.");

    /// <summary>The children of a process, whatever their state.</summary>
    public static IReadOnlyList<int> ChildrenOf(int parent)
        => [.. All().Where(process => process.Parent == parent).Select(process => process.Id)];

    /// <summary>Whether a process is there and not merely waited for by its parent.</summary>
    public static bool IsAlive(int id) => Read(id) is { State: not ('Z' or 'X') };

    /// <summary>The process that started another; 0 if it is gone.</summary>
    public static int ParentOf(int id) => Read(id)?.Parent ?? 0;

    /// <summary>Whether a process has been stopped by a signal.</summary>
    public static bool IsStopped(int id) => Read(id) is { State: 'T' };

    /// <summary>Processes with this variable in their environment.</summary>
    public static IReadOnlyList<int> WithVariable(string name)
        => [.. All()
            .Where(process => IsAlive(process.Id))
            .Where(process => Text($"/proc/{process.Id}/environ").Contains(name + "=", StringComparison.Ordinal))
            .Select(process => process.Id)];

    public static string NameOf(int id) => Text($"/proc/{id}/comm").TrimEnd();

    public static int SessionOf(int id) => Read(id)?.Session ?? 0;

    /// <summary>Threads of this process that the engine started, by the names it gives them.</summary>
    public static int EngineThreads()
        => Directory.GetDirectories("/proc/self/task")
        .Count(task => Text(task + "/comm").StartsWith("PiPS ", StringComparison.Ordinal));

    /// <summary>Ends of pipes, sockets and the like that this process has open: all but files,
    /// which the runtime opens as it needs.</summary>
    public static IReadOnlyList<string> OpenPipes() => [.. Directory.GetFileSystemEntries("/proc/self/fd")
        .Select(entry => new FileInfo(entry).LinkTarget)
        .OfType<string>()
        .Where(target => target.Contains(':', StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)];

    [LibraryImport("libc", EntryPoint = "kill")]
    public static partial int Signal(int id, int signal);

    private static string Text(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }

    private static IEnumerable<Entry> All() => Directory.GetDirectories("/proc")
        .Select(folder =>
            int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? Read(id) : null)
        .OfType<Entry>();

    private static Entry? Read(int id)
    {
        // The name is in brackets and may have brackets and blanks in it.
        string stat = Text($"/proc/{id}/stat");
        string[] fields = stat[(stat.LastIndexOf(')') + 1)..].TrimStart().Split(' ');
        return fields.Length < 4
            ? null
            : new(
                id, fields[0][0],
                int.Parse(fields[1], CultureInfo.InvariantCulture), int.Parse(fields[3], CultureInfo.InvariantCulture));
    }

    private sealed record Entry(int Id, char State, int Parent, int Session);

    /// <summary>Whether this process was started with a signal ignored, as by nohup: its children are, too.</summary>
    public static bool Ignores(int signal) => HasSignal("self", "SigIgn", signal);

    /// <summary>Whether a process has a signal in one of its masks.</summary>
    public static bool HasSignal(string id, string mask, int signal)
    {
        string line = File.ReadLines($"/proc/{id}/status").First(line => line.StartsWith(mask, StringComparison.Ordinal));
        return (long.Parse(line.Split('\t')[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture) & (1L << (signal - 1))) != 0;
    }
}
