namespace PiPS.Engine.Tests.Servers;

/// <summary>What is left of a server: any process that has its folder in its arguments, its environment or its open files.</summary>
internal static class Leftovers
{
    public static IReadOnlyList<string> Of(string folder) =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Where(process => int.TryParse(Path.GetFileName(process), out int id) && id != Environment.ProcessId && Knows(process, folder))
            .Select(process => $"{process}: {Read(process, "cmdline").Replace('\0', ' ')}"),
    ];

    private static bool Knows(string process, string folder)
    {
        try
        {
            return Read(process, "cmdline").Contains(folder, StringComparison.Ordinal)
                || Read(process, "environ").Contains(folder, StringComparison.Ordinal)
                || Directory.EnumerateFiles($"{process}/fd").Any(
                    file => new FileInfo(file).LinkTarget?.StartsWith(folder, StringComparison.Ordinal) == true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // It ended while it was looked at, or is somebody else's.
            return false;
        }
    }

    private static string Read(string process, string file)
    {
        try
        {
            return File.ReadAllText($"{process}/{file}");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }
}
