namespace PiPS.Engine.Launchers.Known;

/// <summary>The hosts whose keys ssh knows (sshd(8), its file <c>known_hosts</c>).</summary>
internal static class KnownHosts
{
    /// <summary>Names and addresses, each once, with the port where it isn't 22; what is hashed, a pattern or revoked isn't among them.</summary>
    public static IEnumerable<(string Name, string? Port)> Names(string text) => text.Split('\n')
        .Select(line => line.Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries))
        .Where(words => words.Length >= 3 && words[0][0] is not ('#' or '@' or '|'))
        .SelectMany(words => words[0].Split(',', StringSplitOptions.RemoveEmptyEntries))
        .Where(SshPattern.IsName)
        .Select(Host)
        .Distinct();

    // [name]:port, where the port isn't the usual one.
    private static (string Name, string? Port) Host(string written)
        => written is ['[', ..] && written.LastIndexOf("]:", StringComparison.Ordinal) is > 1 and int end ? (written[1..end], written[(end + 2)..]) : (written, null);
}
