using System.Diagnostics;
using PiPS.Engine.Tests.Workers;
using PiPS.Testing.Servers;

namespace PiPS.Engine.Tests.Servers;

/// <summary>The SSH server that other tests stand on.</summary>
public sealed class SshServerTests
{
    private readonly SharedSshServer _shared;

    public SshServerTests(SharedSshServer shared) => _shared = shared;

    public static TheoryData<string> Hosts => [.. SshServer.HostNames];

    [Theory, MemberData(nameof(Hosts))]
    public void Each_host_name_leads_to_a_host_with_a_home(string hostName)
    {
        SshServer server = _shared.Server;

        Assert.Equal(new(0, $"{hostName} {server.HomeOf(hostName)}\n", string.Empty), server.Run(hostName, "echo $PIPS_TEST_HOST ~"));
    }

    [Fact]
    public void Its_options_alone_are_enough_as_well()
    {
        SshServer server = _shared.Server;
        string[] arguments =
        [
            .. server.ClientOptions, "-o", "BatchMode=yes", "-p", $"{server.Port}", "-i", server.KeyFilePath,
            $"{server.UserName}@{SshServer.AddressOf("web2")}", "echo $PIPS_TEST_HOST",
        ];

        Assert.Equal(new(0, "web2\n", string.Empty), Command.Run("ssh", arguments));
    }

    [Fact]
    public void The_wrong_key_does_not_open()
    {
        SshServer server = _shared.Server;

        CommandResult result = Command.Run(
            "ssh", [.. server.ClientOptions, "-o", "BatchMode=yes", "-p", $"{server.Port}", "-i", server.WrongKeyFilePath, "127.0.0.1", "true"]);

        Assert.Equal(255, result.ExitCode);
        Assert.Contains("Permission denied (publickey)", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_session_can_be_killed()
    {
        SharedSshServer.SkipUnlessThere();
        using SshServer server = new();
        using Process first = Client(server, "web1");
        using Process second = Client(server, "web2");

        Process.GetProcessById(Assert.Single(server.Sessions("web2"))).Kill();

        Assert.True(second.WaitForExit(Poll.Longest));
        Assert.Equal(255, second.ExitCode);
        Poll.Until(() => server.Sessions().Count == 1, "The end of one session");
        Assert.Equal(server.Sessions(), server.Sessions("web1"));
        Assert.Empty(server.Sessions("web2"));
        Assert.False(first.HasExited);
    }

    [Fact]
    public void It_is_no_child_of_the_tests()
        => Assert.DoesNotContain(_shared.Server.ProcessId, Proc.ChildrenOf(Environment.ProcessId));

    [Fact]
    public void It_takes_lines_of_configuration()
    {
        SharedSshServer.SkipUnlessThere();
        using SshServer server = new("PermitRootLogin no");

        Assert.Contains("Permission denied", server.Run("web1", "true").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_left_of_it_nor_of_what_its_sessions_run()
    {
        SharedSshServer.SkipUnlessThere();
        SshServer server = new();
        string folder = server.Folder;

        using (server)
        {
            // One that still has its session, and one that lost it.
            using Process client = Client(server, "web1");
            Assert.Equal(0, server.Run("web3", "exec >/dev/null 2>&1 </dev/null; setsid sleep 600 &").ExitCode);
            Assert.Contains(Leftovers.Of(folder), process => process.Contains("sleep 600", StringComparison.Ordinal));
        }

        Assert.False(Directory.Exists(folder));
        Assert.Empty(Leftovers.Of(folder));
    }

    [Fact]
    public void Nothing_is_left_of_it_once_its_owner_is_killed()
    {
        SharedSshServer.SkipUnlessThere();
        using ServerOwner owner = new("ssh");
        Assert.Equal(0, Command.Run("ssh", ["-F", Path.Combine(owner.Folder, "config"), "-o", "BatchMode=yes", "web1", "setsid sleep 600 >&- 2>&- <&- &"]).ExitCode);

        owner.Kill();
    }

    // It has said something: the session is there.
    private static Process Client(SshServer server, string hostName)
    {
        ProcessStartInfo start = new("ssh", ["-F", server.ConfigPath, "-o", "BatchMode=yes", "-o", "LogLevel=ERROR", hostName, "echo there; exec sleep 600"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Process client = Process.Start(start)!;
        Assert.Equal("there", client.StandardOutput.ReadLine());
        return client;
    }
}
