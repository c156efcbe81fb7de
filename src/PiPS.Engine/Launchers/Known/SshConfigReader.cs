namespace PiPS.Engine.Launchers.Known;

/// <summary>Reads ssh's configuration, with the files that it includes.</summary>
internal sealed class SshConfigReader
{
    // ssh's own limit; it stops files that include themselves.
    private const int DeepestInclude = 16;
    private const int MostFiles = 256;
    private const int MostDirectives = 20_000;

    private readonly ISshFiles _files;
    private readonly string _home;
    private readonly string _folder;
    private readonly List<SshDirective> _directives = [];
    private int _read;

    private SshConfigReader(ISshFiles files, string home, string folder)
    {
        _files = files;
        _home = home;
        _folder = folder;
    }

    /// <param name="files">Where files are.</param>
    /// <param name="path">The first of them.</param>
    /// <param name="home">What <c>~</c> stands for.</param>
    /// <param name="folder">Where included files are that aren't given by a whole path.</param>
    public static IReadOnlyList<SshDirective> Read(ISshFiles files, string path, string home, string folder)
    {
        SshConfigReader reader = new(files, home, folder);
        reader.Read(path, [], 0);
        return reader._directives;
    }

    private void Read(string path, IReadOnlyList<SshCondition> outer, int depth)
    {
        if (depth > DeepestInclude || ++_read > MostFiles || _files.Read(path) is not string text)
        {
            return;
        }

        IReadOnlyList<SshCondition> conditions = outer;

        foreach (string written in text.Split('\n'))
        {
            if (SshConfigLine.Read(written) is not SshConfigLine line || _directives.Count >= MostDirectives)
            {
                continue;
            }

            if (line.Keyword == "include")
            {
                foreach (string file in line.Words.SelectMany(word => _files.Find(Whole(word))))
                {
                    Read(file, conditions, depth + 1);
                }

                continue;
            }

            // A Host line itself counts wherever its file does.
            _directives.Add(new(line, line.Keyword == "host" ? outer : conditions, path));
            conditions = line.Keyword switch
            {
                "host" => [.. outer, SshCondition.OfHost(line)],
                "match" => [.. outer, SshCondition.OfMatch(line)],
                _ => conditions,
            };
        }
    }

    private string Whole(string path) => path is "~" or ['~', '/', ..] ? _home + path[1..]
        : Path.IsPathRooted(path) ? path : Path.Join(_folder, path);
}
