namespace PiPS.Engine.Launchers.Known;

/// <summary>The files of ssh's configuration.</summary>
internal interface ISshFiles
{
    /// <summary>The files that a whole path leads to, which may have wildcards, by name.</summary>
    IEnumerable<string> Find(string pattern);

    /// <summary>A file's text; <see langword="null"/> if it can't be read, or is too long.</summary>
    string? Read(string path);
}
