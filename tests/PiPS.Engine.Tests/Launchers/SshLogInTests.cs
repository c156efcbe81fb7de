using System.Net.Sockets;
using PiPS.Engine.Estimating;
using PiPS.Engine.Launchers;
using PiPS.Engine.Tests.Servers;
using PiPS.Engine.Tests.Workers;
using PiPS.Testing.Servers;

namespace PiPS.Engine.Tests.Launchers;

/// <summary>Log-ins at a real ssh server: those that fail, and those that come when it is busy.</summary>
public sealed class SshLogInTests
{
    private readonly SharedSshServer _shared;

    public SshLogInTests(SharedSshServer shared) => _shared = shared;

    // what is wrong => what is said
    public static TheoryData<string, string, string> Wrongs => new()
    {
        { "port", "web1 refused the connection.", "start sshd" },
        { "name", "The name no-such-host.invalid isn't known.", "spelt" },
        { "unknown", "The host key of 127.0.0.1 isn't known here", "compare the key's fingerprint" },
        { "changed", "127.0.0.1 has another host key than before", "Ask its administrator" },
        { "log-in", "127.0.0.1 refused the log-in.", "ssh-add" },
        { "program", "There is no worker program on web1.", "-WorkerPath" },
        { "no worker", "What was started on web1 isn't a worker", "by hand" },
    };

    [Theory, MemberData(nameof(Wrongs))]
    public void What_is_wrong_is_said_in_words_and_what_to_do(string wrong, string message, string advice)
    {
        SshServer server = _shared.Server;
        SshLauncher web1 = new() { HostNames = ["web1"], Options = ["-F", server.ConfigPath] };
        SshLauncher address = new() { HostNames = ["127.0.0.1"], Port = server.Port, KeyFilePath = server.KeyFilePath, Options = ["-F", "none", "-oGlobalKnownHostsFile=/dev/null"] };
        SshLauncher launcher = wrong switch
        {
            // Nothing listens on the last port but one: it isn't given to anybody who asks for any.
            "port" => web1 with { Port = 65534 },
            "name" => web1 with { HostNames = ["no-such-host.invalid"] },
            "unknown" => address with { Options = [.. address.Options, "-oUserKnownHostsFile=/dev/null"] },
            "changed" => address with { Options = [.. address.Options, $"-oUserKnownHostsFile={OtherKey(server)}"] },
            "log-in" => address with { KeyFilePath = server.WrongKeyFilePath, Options = server.ClientOptions },
            "program" => web1 with { WorkerPath = "/no/such/pips" },
            _ => web1 with { WorkerPath = "/bin/echo" },
        };

        HostsFailedException failed = Assert.Throws<HostsFailedException>(() => Estimates.Run(Golden(launcher, 1)));

        Assert.Equal(launcher.HostNames, failed.Hosts);
        Assert.Contains(message, failed.Message, StringComparison.Ordinal);
        Assert.Contains(advice, failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_files_path_is_taken_as_it_is()
    {
        SshServer server = _shared.Server;
        DirectoryInfo folder = Directory.CreateTempSubdirectory("100%d one");
        string key = Path.Combine(folder.FullName, "key");
        File.Copy(server.KeyFilePath, key);
        string address = SshServer.AddressOf("web1");
        SshLauncher launcher = new()
        {
            HostNames = [address],
            Port = server.Port,
            UserName = server.UserName,
            KeyFilePath = key,
            Options = ["-F", "none", "-oIdentitiesOnly=yes", "-oIdentityAgent=none", $"-oUserKnownHostsFile={server.KnownHostsPath}"],
        };

        CommandResult told = Command.Run("ssh", SshClient.Words(launcher, address, ["echo", "in"]));

        Assert.Equal("in", told.Output.Trim());
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_log_in_that_is_dropped_is_tried_again_and_is_no_failure_of_the_host()
    {
        using SshHosts hosts = SshHosts.Start("MaxStartups 2:100:2", "LogLevel VERBOSE");

        // Whoever looked whether it answers has a log-in under way, too.
        Eventually.Holds(() => hosts.Server.Sessions().Count == 0, "no log-in is under way");
        TcpClient[] idle = [new("127.0.0.1", hosts.Server.Port), new("127.0.0.1", hosts.Server.Port)];
        Eventually.Holds(() => hosts.Server.Sessions().Count == 2, "two log-ins are under way");
        Task<PiEstimate> run = Task.Run(() => Estimates.Run(Golden(hosts.Launcher("web1"), 1)), TestContext.Current.CancellationToken);

        // More than a host's failures.
        Eventually.Holds(() => Drops(hosts) > 3, "log-ins are dropped");
        idle.ToList().ForEach(client => client.Dispose());

        Assert.Equal(Estimates.GoldenHits, (await run).Hits);
        hosts.AssertNothingIsLeft();
    }

    [Fact]
    public void No_more_than_ten_log_ins_are_under_way_at_once()
    {
        // The eleventh would be dropped.
        using SshHosts hosts = SshHosts.Start("MaxStartups 10:100:10", "LogLevel VERBOSE");
        Notices notices = new();

        PiEstimate estimate = Estimates.Run(Golden(hosts.Launcher(), 24), notices);

        Assert.Equal(Estimates.GoldenHits, estimate.Hits);
        Assert.Equal(0, Drops(hosts));
        Assert.Empty(notices.All);
        hosts.AssertNothingIsLeft();
    }

    private static EstimateOptions Golden(WorkerLauncher launcher, int workers) => Estimates.Golden(WorkerType.Auto, workers) with { Launcher = launcher };

    private static int Drops(SshHosts hosts) => hosts.Server.Log.Split('\n').Count(line => line.Contains("drop connection", StringComparison.Ordinal));

    // A known_hosts file with a key that isn't the server's.
    private static string OtherKey(SshServer server)
    {
        string file = Path.Combine(server.Folder, "other_known_hosts");
        File.WriteAllText(file, $"[127.0.0.1]:{server.Port} {File.ReadAllText(server.WrongKeyFilePath + ".pub")}");
        return file;
    }
}
