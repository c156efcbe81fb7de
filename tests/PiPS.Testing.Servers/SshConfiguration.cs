namespace PiPS.Testing.Servers;

/// <summary>The texts that make a server and its clients private.</summary>
internal static class SshConfiguration
{
    /// <summary>The server's configuration file.</summary>
    /// <param name="folder">Where its keys are.</param>
    /// <param name="port">Where it listens.</param>
    /// <param name="addresses">A host name each, and the loopback address that it stands for.</param>
    /// <param name="more">Lines that come before, or in the place of, these.</param>
    public static IEnumerable<string> Server(
        ServerFolder folder, int port, IReadOnlyDictionary<string, string> addresses, IReadOnlyCollection<string> more)
    {
        HashSet<string> told = [.. more.Select(Keyword)];
        string[] own =
        [
            $"HostKey {folder.At("host_key")}", $"PidFile {folder.At("sshd.pid")}", $"AuthorizedKeysFile {folder.At("authorized_keys")}",
            "StrictModes no", "UsePAM no", "PubkeyAuthentication yes", "PasswordAuthentication no", "KbdInteractiveAuthentication no",
            "PermitRootLogin prohibit-password", "UseDNS no", "PrintMotd no", "AllowTcpForwarding no",
        ];

        // All commands carry the folder in their environment: so the guard knows them, even if their session is killed. A home of its
        // own keeps the user's .bashrc out, and what is put there apart.
        return addresses.Values.Select(address => $"ListenAddress {address}:{port}")
            .Concat(own.Where(line => !told.Contains(Keyword(line))))
            .Concat(more)
            .Concat(addresses.SelectMany(host => (string[])
            [
                $"Match LocalAddress {host.Value}",
                $"    SetEnv PIPS_TEST_FOLDER={folder.Path} PIPS_TEST_HOST={host.Key} HOME={Home(folder, host.Key)}",
            ]));
    }

    /// <summary>A client's options, which keep the user's own configuration, keys and agent out.</summary>
    public static IEnumerable<(string Name, string Value)> Client(ServerFolder folder) =>
    [
        ("IdentitiesOnly", "yes"), ("IdentityAgent", "none"), ("UserKnownHostsFile", folder.At("known_hosts")),
        ("GlobalKnownHostsFile", "/dev/null"), ("StrictHostKeyChecking", "yes"), ("UpdateHostKeys", "no"),
    ];

    /// <summary>A client's configuration file, with all the host names.</summary>
    public static IEnumerable<string> ClientFile(
        ServerFolder folder, int port, string userName, string key, IReadOnlyDictionary<string, string> addresses)
        => addresses.SelectMany(host => (string[])
        [
            $"Host {host.Key}", $"    HostName {host.Value}", $"    Port {port}", $"    User {userName}", $"    IdentityFile {key}",
            .. Client(folder).Select(option => $"    {option.Name} {option.Value}"),
        ]);

    /// <summary>A host's home folder.</summary>
    public static string Home(ServerFolder folder, string hostName) => folder.At($"home-{hostName}");

    private static string Keyword(string line) => line.TrimStart().Split(' ', '=', '\t')[0].ToUpperInvariant();
}
