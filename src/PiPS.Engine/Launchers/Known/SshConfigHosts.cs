namespace PiPS.Engine.Launchers.Known;

/// <summary>The hosts that ssh's configuration names, and what it says of each.</summary>
internal static class SshConfigHosts
{
    /// <summary>The names behind <c>Host</c>, each once, in order; patterns aren't names.</summary>
    public static IEnumerable<(string Name, string File)> Names(IReadOnlyList<SshDirective> directives) => directives
        .Where(directive => directive.Line.Keyword == "host")
        .SelectMany(directive => directive.Line.Words.Where(SshPattern.IsName).Where(directive.Counts).Select(name => (name, directive.File)))
        .DistinctBy(found => found.name, StringComparer.OrdinalIgnoreCase);

    /// <summary>What is said of a host: of each thing the first that counts for it, as ssh takes it.</summary>
    public static SshHostHint Describe(IReadOnlyList<SshDirective> directives, string name, string file)
    {
        Dictionary<string, string> said = new(StringComparer.Ordinal);

        foreach (SshDirective directive in directives.Where(one => one.Line.Keyword is "hostname" or "user" or "port" or "proxyjump"))
        {
            if (!said.ContainsKey(directive.Line.Keyword) && directive.Counts(name))
            {
                said.Add(directive.Line.Keyword, directive.Line.Words[0]);
            }
        }

        return new()
        {
            Name = name,
            Source = file,
            HostName = said.TryGetValue("hostname", out string? host) ? Expand(host, name) : null,
            User = said.GetValueOrDefault("user"),
            Port = said.GetValueOrDefault("port"),
            Jump = said.TryGetValue("proxyjump", out string? jump) && !jump.Equals("none", StringComparison.OrdinalIgnoreCase) ? jump : null,
        };
    }

    private static string Expand(string host, string name)
        => string.Join('%', host.Split("%%").Select(part => part.Replace("%h", name, StringComparison.Ordinal)));
}
