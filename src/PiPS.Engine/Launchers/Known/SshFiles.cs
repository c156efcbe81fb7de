using System.IO.Enumeration;

namespace PiPS.Engine.Launchers.Known;

/// <summary>This machine's files.</summary>
internal sealed class SshFiles : ISshFiles
{
    private const int LongestFile = 1 << 20;
    private const int MostInFolder = 4096;

    public IEnumerable<string> Find(string pattern)
    {
        string[] parts = pattern.Split('/', StringSplitOptions.RemoveEmptyEntries);
        IEnumerable<string> found = [Path.GetPathRoot(pattern) is { Length: > 0 } root ? root : "/"];

        for (int i = 0; i < parts.Length; i++)
        {
            string part = parts[i];
            found = part.AsSpan().IndexOfAny('*', '?') < 0
                ? found.Select(folder => Path.Join(folder, part)).ToArray()
                : found.Where(Directory.Exists).SelectMany(folder => Entries(folder, part)).ToArray();
        }

        return found.Where(File.Exists);
    }

    public string? Read(string path)
    {
        try
        {
            FileInfo file = new(path);
            return file.Exists && file.Length <= LongestFile ? File.ReadAllText(path) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    // As a shell's: names that begin with a dot want one.
    private static IEnumerable<string> Entries(string folder, string pattern)
    {
        try
        {
            return [.. new DirectoryInfo(folder).EnumerateFileSystemInfos().Take(MostInFolder).Select(entry => entry.Name)
                .Where(name => (name[0] != '.' || pattern[0] == '.') && FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false))
                .Order(StringComparer.Ordinal).Select(name => Path.Join(folder, name))];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
