namespace PiPS.Package;

/// <summary>A file of a package.</summary>
/// <param name="Path">Where it is in there, with slashes.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="IsProgram">Whether it is to be executable.</param>
internal sealed record PackedFile(string Path, byte[] Content, bool IsProgram)
{
    /// <summary>All in a folder, in the order of their paths' characters.</summary>
    public static IReadOnlyList<PackedFile> In(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => (Full: path, Path: System.IO.Path.GetRelativePath(folder, path).Replace('\\', '/')))
            .OrderBy(file => file.Path, StringComparer.Ordinal)
            .Select(file => new PackedFile(file.Path, File.ReadAllBytes(file.Full), System.IO.Path.GetFileName(file.Path) == "pips")),
    ];

    public PackedFile Below(string folder) => this with { Path = folder + Path };
}
