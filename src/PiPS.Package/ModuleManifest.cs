using System.Text.RegularExpressions;

namespace PiPS.Package;

/// <summary>What a package says of the module, read from its manifest. It is plain data in single or double quotes, and no PowerShell may be here.</summary>
internal sealed partial class ModuleManifest
{
    public const string Name = "PiPS";

    private readonly string _text;

    private ModuleManifest(string text) => _text = Comment().Replace(text, string.Empty);

    /// <summary>Without its label: the folder's name where it is installed.</summary>
    public string ModuleVersion => One("ModuleVersion");

    public string Version => Values("Prerelease") is [string label] ? $"{ModuleVersion}-{label}" : ModuleVersion;

    public string Description => One("Description");

    public string Author => One("Author");

    public string Copyright => One("Copyright");

    /// <summary>Those of the manifest, and those by which installers know modules and their commands.</summary>
    public IEnumerable<string> Tags =>
    [
        .. Values("Tags"),
        "PSModule",
        "PSIncludes_Cmdlet",
        .. Values("CmdletsToExport").SelectMany(name => new[] { "PSCmdlet_" + name, "PSCommand_" + name }),
    ];

    public static ModuleManifest Read(string path) => new(File.ReadAllText(path));

    private string One(string key)
        => Values(key) is [string value] ? value : throw new InvalidDataException($"The module's manifest needs one value for {key}.");

    private IReadOnlyList<string> Values(string key)
    {
        Match entry = Regex.Match(_text, $"""^\s*{key}\s*=\s*(@\(\s*)?(?<value>'[^']*'|"[^"]*")([\s,]+(?<value>'[^']*'|"[^"]*"))*\s*?(\)|$)""", RegexOptions.Multiline);
        return [.. entry.Groups["value"].Captures.Select(value => value.Value[1..^1])];
    }

    [GeneratedRegex("^ *#.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
