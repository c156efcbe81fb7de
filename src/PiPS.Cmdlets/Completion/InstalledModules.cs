using System.Text.RegularExpressions;

namespace PiPS.Cmdlets.Completion;

/// <summary>The modules on the disk, by the names of their folders: PowerShell's own list reads every manifest, which takes seconds.</summary>
internal static partial class InstalledModules
{
    private static readonly string[] Extensions = [".psd1", ".psm1", ".dll", ".cdxml"];

    /// <param name="isWanted">Says of a name whether it is asked for.</param>
    /// <returns>Each once, with its version, if it says one, and its folder; by name.</returns>
    public static IReadOnlyList<(string Name, string? Version, string Folder)> Find(Func<string, bool> isWanted) =>
    [
        .. (Environment.GetEnvironmentVariable("PSModulePath") ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(Directory.Exists)
            .SelectMany(Folders)
            .Where(folder => isWanted(Path.GetFileName(folder)))
            .Select(Module)
            .OfType<(string Name, string? Version, string Folder)>()
            .DistinctBy(module => module.Name, StringComparer.OrdinalIgnoreCase)
            .OrderBy(module => module.Name, StringComparer.OrdinalIgnoreCase),
    ];

    private static string[] Folders(string place)
    {
        try
        {
            return Directory.GetDirectories(place);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static (string Name, string? Version, string Folder)? Module(string folder)
    {
        string name = Path.GetFileName(folder);

        if (Folders(folder).Select(inner => Version.TryParse(Path.GetFileName(inner), out Version? version) ? version : null).OfType<Version>().Max() is Version newest
            && HasModule(Path.Join(folder, newest.ToString()), name))
        {
            return (name, newest.ToString(), folder);
        }

        return HasModule(folder, name) ? (name, Stated(Path.Join(folder, $"{name}.psd1")), folder) : null;
    }

    private static bool HasModule(string folder, string name) => Extensions.Any(extension => File.Exists(Path.Join(folder, name + extension)));

    private static string? Stated(string manifest)
    {
        try
        {
            return File.Exists(manifest) && Statement().Match(File.ReadAllText(manifest)) is { Success: true } found ? found.Groups[1].Value : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^\s*['""]?ModuleVersion['""]?\s*=\s*['""]([0-9.]+)['""]", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Statement();
}
