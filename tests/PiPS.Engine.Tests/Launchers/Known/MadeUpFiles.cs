using System.IO.Enumeration;
using PiPS.Engine.Launchers.Known;

namespace PiPS.Engine.Tests.Launchers.Known;

/// <summary>Files that are there for a test alone.</summary>
internal sealed class MadeUpFiles(params (string Path, string Text)[] files) : ISshFiles
{
    public IEnumerable<string> Find(string pattern) => files.Select(file => file.Path)
        .Where(path => FileSystemName.MatchesSimpleExpression(pattern, path, ignoreCase: false)).Order(StringComparer.Ordinal);

    public string? Read(string path) => files.Where(file => file.Path == path).Select(file => file.Text).FirstOrDefault();
}
