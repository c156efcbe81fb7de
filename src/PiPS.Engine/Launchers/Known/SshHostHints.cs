namespace PiPS.Engine.Launchers.Known;

/// <summary>The hosts that the user's ssh has heard of: those of its configuration, then those whose keys it knows.</summary>
public static class SshHostHints
{
    // More are no help to choose among.
    private const int Most = 500;

    /// <summary>What there is on this machine. It takes as long as the disk does.</summary>
    /// <param name="isWanted">Says of a name whether it is asked for.</param>
    public static IReadOnlyList<SshHostHint> Find(Func<string, bool> isWanted)
    {
        ArgumentNullException.ThrowIfNull(isWanted);
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return Find(new SshFiles(), home, isWanted);
    }

    internal static IReadOnlyList<SshHostHint> Find(ISshFiles files, string home, Func<string, bool> isWanted)
    {
        string own = $"{home}/.ssh";
        IReadOnlyList<SshDirective> directives =
        [
            .. SshConfigReader.Read(files, $"{own}/config", home, own),
            .. SshConfigReader.Read(files, "/etc/ssh/ssh_config", home, "/etc/ssh"),
        ];

        IEnumerable<SshHostHint> configured = SshConfigHosts.Names(directives)
            .Where(found => isWanted(found.Name) && LauncherCheck.IsHostName(found.Name))
            .Take(Most)
            .Select(found => SshConfigHosts.Describe(directives, found.Name, Short(found.File, home)));
        IEnumerable<SshHostHint> known = new[] { $"{own}/known_hosts", "/etc/ssh/ssh_known_hosts" }
            .SelectMany(file => KnownHosts.Names(files.Read(file) ?? string.Empty)
                .Where(found => isWanted(found.Name) && LauncherCheck.IsHostName(found.Name))
                .Select(found => new SshHostHint { Name = found.Name, Port = found.Port, Source = $"its key is in {Short(file, home)}" }));

        return [.. configured.Concat(known).DistinctBy(hint => hint.Name, StringComparer.OrdinalIgnoreCase).Take(Most)];
    }

    private static string Short(string file, string home)
        => home.Length > 1 && file.StartsWith($"{home}/", StringComparison.Ordinal) ? $"~{file[home.Length..]}" : file;
}
