using System.Security.Cryptography;

namespace PiPS.Engine.Launchers;

/// <summary>A <c>pips</c> that brings its own runtime, for one kind of machine: a file of this machine that is copied to others.</summary>
internal sealed class CopySource
{
    private readonly Lazy<string> _checksum;

    private CopySource(string runtime, FileInfo file)
    {
        Runtime = runtime;
        Path = file.FullName;
        Length = file.Length;
        _checksum = new(() => Sum(Path));
    }

    /// <summary>The kind of machine, as .NET names it: such as linux-x64.</summary>
    public string Runtime { get; }

    public string Path { get; }

    /// <summary>In bytes.</summary>
    public long Length { get; }

    /// <summary>SHA-256, in small hexadecimal digits.</summary>
    /// <exception cref="IOException">It can't be read.</exception>
    public string Checksum => _checksum.Value;

    /// <summary>Those in a folder: each in one of its own that is named as its kind of machine.</summary>
    public static IReadOnlyList<CopySource> In(string folder) => Directory.Exists(folder)
        ? [.. Directory.GetDirectories(folder)
            .Select(kind => (Runtime: System.IO.Path.GetFileName(kind), File: new FileInfo(System.IO.Path.Join(kind, "pips"))))
            .Where(found => found.File.Exists)
            .Select(found => new CopySource(found.Runtime, found.File))
            .OrderBy(source => source.Runtime, StringComparer.Ordinal)]
        : [];

    /// <summary>The kind of machine that <c>uname</c> speaks of; <see langword="null"/> if none runs there.</summary>
    /// <param name="platform">Such as "Linux x86_64".</param>
    public static string? RuntimeOf(string platform) => platform switch
    {
        "Linux x86_64" => "linux-x64",
        "Linux aarch64" => "linux-arm64",
        "Darwin x86_64" => "osx-x64",
        "Darwin arm64" => "osx-arm64",
        _ => null,
    };

    private static string Sum(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
