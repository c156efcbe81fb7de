using System.Net.Sockets;

namespace PiPS.Testing.Servers;

/// <summary>
/// An OpenSSH server on loopback, with its own keys, in a private folder. It is three hosts: <see cref="HostNames"/> lead to three
/// addresses of this machine. Nothing of it is left after <see cref="Dispose"/>, or after this process's end.
/// </summary>
public sealed class SshServer : IDisposable
{
    private static readonly Dictionary<string, string> Loopback = new()
    {
        ["web1"] = "127.0.0.1",
        ["web2"] = "127.0.0.2",
        ["web3"] = "127.0.0.3",
    };

    private readonly ServerFolder _folder = new("ssh");
    private readonly IReadOnlyDictionary<string, string> _addresses;
    private readonly string[] _within;

    /// <summary>Starts it, and waits until it answers.</summary>
    /// <param name="configuration">
    /// Lines for the server's configuration, such as "MaxStartups 2:100:2"; they stand in the place of its own lines of that name.
    /// </param>
    /// <exception cref="InvalidOperationException">It doesn't start: the message has its words.</exception>
    public SshServer(params string[] configuration)
        : this(Loopback, [], configuration)
    {
    }

    /// <summary>The same, on a host with a network of its own.</summary>
    /// <param name="host">The host: its name is the one that <see cref="ConfigPath"/> knows.</param>
    public SshServer(CuttableHost host)
        : this(new Dictionary<string, string> { [host.Name] = host.Address }, [Command.Find("ip")!, "netns", "exec", host.Space], [])
    {
    }

    private SshServer(IReadOnlyDictionary<string, string> addresses, string[] within, string[] configuration)
    {
        _addresses = addresses;
        _within = within;

        try
        {
            // sshd wants it, whatever its configuration says.
            Directory.CreateDirectory("/run/sshd");
            MakeKeys();
            _addresses.Keys.ToList().ForEach(host => Directory.CreateDirectory(HomeOf(host)));
            ProcessId = StartServer(configuration);
            HashSet<string> hosts = [.. _addresses.Select(host => $"[{host.Value}]:{Port}")];
            string hostKey = File.ReadAllText(_folder.At("host_key.pub")).Trim();
            _folder.Write("known_hosts", hosts.Select(host => $"{host} {hostKey}"));
            _folder.Write("config", SshConfiguration.ClientFile(_folder, Port, UserName, KeyFilePath, _addresses));
        }
        catch
        {
            _folder.Dispose();
            throw;
        }
    }

    /// <summary>Why it can't be had here, or null: reason enough to skip a test.</summary>
    public static string? MissingReason { get; } = Missing.Reason(["sshd", "ssh", "ssh-keygen"], "openssh-server and openssh-client")
        ?? (Environment.IsPrivilegedProcess ? null : "sshd lets nobody in unless it runs as root");

    /// <summary>The host names that <see cref="ConfigPath"/> knows: web1, web2, web3. A command finds its own in PIPS_TEST_HOST.</summary>
    public static IReadOnlyList<string> HostNames { get; } = [.. Loopback.Keys];

    /// <summary>Its private folder.</summary>
    public string Folder => _folder.Path;

    /// <summary>Where it listens, on each of its addresses.</summary>
    public int Port { get; private set; }

    /// <summary>Who may log in.</summary>
    public string UserName { get; } = Environment.UserName;

    /// <summary>The user's private key.</summary>
    public string KeyFilePath => _folder.At("user_key");

    /// <summary>A key that nobody is let in with.</summary>
    public string WrongKeyFilePath => _folder.At("wrong_key");

    /// <summary>A file that has the server's host key, for each of its addresses.</summary>
    public string KnownHostsPath => _folder.At("known_hosts");

    /// <summary>A client's configuration (<c>ssh -F</c>) that has all for the <see cref="HostNames"/>: address, port, user, keys.</summary>
    public string ConfigPath => _folder.At("config");

    /// <summary>What the server said so far.</summary>
    public string Log => File.ReadAllText(_folder.At("sshd.log"));

    /// <summary>The process that listens.</summary>
    public int ProcessId { get; }

    /// <summary>
    /// A client's options that keep all of the user's own out, for who doesn't use <see cref="ConfigPath"/>: "-F", "none", "-o",
    /// "IdentitiesOnly=yes" and so on. The key, the port and the user aren't among them.
    /// </summary>
    public IReadOnlyList<string> ClientOptions =>
        ["-F", "none", .. SshConfiguration.Client(_folder).SelectMany(option => (string[])["-o", $"{option.Name}={option.Value}"])];

    /// <summary>The address that a host name stands for.</summary>
    public static string AddressOf(string hostName) => Loopback[hostName];

    /// <summary>What HOME is in a host's commands, empty at first. They begin in the user's own home folder all the same.</summary>
    public string HomeOf(string hostName) => SshConfiguration.Home(_folder, hostName);

    /// <summary>
    /// The processes that serve a connection each, and die with it if killed: those of one host name, or all. A connection that isn't
    /// logged in yet has one too.
    /// </summary>
    public IReadOnlyList<int> Sessions(string? hostName = null) =>
        [.. ProcessTable.Children(ProcessId).Where(id => hostName is null || ProcessTable.HasConnection(id, _addresses[hostName], Port))];

    /// <summary>Runs a command by ssh.</summary>
    /// <param name="hostName">One of <see cref="HostNames"/>.</param>
    /// <param name="command">What the login shell gets.</param>
    public CommandResult Run(string hostName, string command) =>
        Command.Run("ssh", ["-F", ConfigPath, "-T", "-o", "BatchMode=yes", hostName, command]);

    /// <summary>Ends it and all its sessions, and removes its folder.</summary>
    /// <exception cref="InvalidOperationException">Something is left.</exception>
    public void Dispose() => _folder.Dispose();

    private void MakeKeys()
    {
        foreach (string name in (string[])["host_key", "user_key", "wrong_key"])
        {
            Command.Read("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "", "-f", _folder.At(name)]);
        }

        File.Copy(_folder.At("user_key.pub"), _folder.At("authorized_keys"));
    }

    private int StartServer(string[] configuration)
    {
        for (int attempt = 1; ; attempt++)
        {
            Port = FreePorts.Take(1)[0];
            string file = _folder.Write("sshd_config", SshConfiguration.Server(_folder, Port, _addresses, configuration));
            int server = _folder.Start("sshd.log", [.. _within, Command.Find("sshd")!, "-D", "-e", "-f", file]);
            Poll.Until(() => !ProcessTable.IsAlive(server) || Answers(), "sshd's banner", _folder.Logs);

            if (ProcessTable.IsAlive(server))
            {
                return server;
            }

            // Somebody was faster on that port.
            if (attempt == 3 || !Log.Contains("Address already in use", StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"sshd doesn't start: {_folder.Logs()}");
            }
        }
    }

    private bool Answers()
    {
        try
        {
            using TcpClient client = new(_addresses.Values.First(), Port) { ReceiveTimeout = 5000 };
            byte[] banner = new byte[4];
            client.GetStream().ReadExactly(banner);
            return banner.AsSpan().SequenceEqual("SSH-"u8);
        }
        catch (Exception failure) when (failure is SocketException or IOException)
        {
            return false;
        }
    }
}
