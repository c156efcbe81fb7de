using PiPS.Engine.Estimating;
using PiPS.Engine.Launchers;
using PiPS.Engine.Protocol;
using PiPS.Engine.Tests.Workers;
using PiPS.Testing.Servers;

namespace PiPS.Engine.Tests.Launchers;

/// <summary>A worker's program is put where it is missing, the way that its words go.</summary>
[Collection(nameof(Alone))]
public sealed class CopyTests : IDisposable
{
    private const int MegaBytes = 8;

    private readonly string _folder = Directory.CreateTempSubdirectory("pips-copy").FullName;

    [Fact]
    public void It_is_copied_once_to_each_host_and_not_again_while_it_is_the_same()
    {
        using SshHosts hosts = SshHosts.Start();
        SshLauncher launcher = hosts.Launcher("web1", "web2") with { CopyWorker = true, PortableFolder = Portable("exec '" + Estimates.Pips.FileName + "' \"$@\"") };

        List<string> first = Run(launcher, 6);
        List<string> second = Run(launcher, 2);
        File.AppendAllText(Path.Combine(launcher.PortableFolder!, CopySource.RuntimeOf(Platform())!, "pips"), "# a newer one\n");
        List<string> third = Run(launcher, 2);

        Assert.Equal([$"Copying pips to web1 ({MegaBytes} MB)", $"Copying pips to web2 ({MegaBytes} MB)"], first.Order(StringComparer.Ordinal));
        Assert.Empty(second);
        Assert.Equal(first.Order(StringComparer.Ordinal), third.Order(StringComparer.Ordinal));
        Assert.All(["web1", "web2"], host => AssertWhole(launcher, hosts, host));
        hosts.AssertNothingIsLeft();
    }

    [Fact]
    public void Several_sessions_at_once_do_each_other_no_harm()
    {
        using SshHosts hosts = SshHosts.Start();
        SshLauncher launcher = hosts.Launcher("web1") with { CopyWorker = true, PortableFolder = Portable("exec '" + Estimates.Pips.FileName + "' \"$@\"") };

        Parallel.For(0, 4, _ => Run(launcher, 1));

        AssertWhole(launcher, hosts, "web1");
    }

    [Fact]
    public void What_does_not_run_there_is_not_left_there_and_is_said()
    {
        using SshHosts hosts = SshHosts.Start();
        SshLauncher launcher = hosts.Launcher("web1") with { CopyWorker = true, PortableFolder = Portable("echo 'GLIBC_2.99 not found' >&2; exit 1") };

        HostsFailedException failed = Assert.Throws<HostsFailedException>(() => Run(launcher, 1));

        Assert.Contains("doesn't run on web1. It said \"GLIBC_2.99 not found\".", failed.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Target(hosts, "web1")));
    }

    [Fact]
    public void Another_kind_of_machine_is_refused()
    {
        using SshHosts hosts = SshHosts.Start();
        Directory.CreateDirectory(Path.Combine(_folder, "plan9-x64"));
        File.WriteAllText(Path.Combine(_folder, "plan9-x64", "pips"), "nothing");

        HostsFailedException failed = Assert.Throws<HostsFailedException>(
            () => Run(hosts.Launcher("web1") with { CopyWorker = true, PortableFolder = _folder }, 1));

        Assert.Contains($"web1 is {Platform()}, and the pips to copy is for plan9-x64.", failed.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Target(hosts, "web1")));
    }

    [Fact]
    public void Nothing_half_written_is_left_when_it_is_cut()
    {
        using SshHosts hosts = SshHosts.Start();
        string portable = Portable("exec '" + Estimates.Pips.FileName + "' \"$@\"", megaBytes: 400);
        SshLauncher launcher = hosts.Launcher("web1") with { CopyWorker = true, PortableFolder = portable };
        using CancellationTokenSource stop = new();
        Thread cutter = new(() =>
        {
            Eventually.Holds(() => Directory.Exists(Target(hosts, "web1")) && Directory.GetFiles(Target(hosts, "web1")).Any(file => new FileInfo(file).Length > 0), "it is being copied");
            stop.Cancel();
        });
        cutter.Start();

        Assert.Throws<OperationCanceledException>(() => Estimates.Run(Golden(launcher, 2), null, stop.Token, Estimates.Pips));
        cutter.Join();

        Eventually.Holds(() => Directory.GetFiles(Target(hosts, "web1")).Length == 0, "nothing is left of it");
        hosts.AssertNothingIsLeft();
    }

    [Fact]
    public void It_goes_through_any_command()
    {
        Proc.SkipUnlessLinux();
        string home = Path.Combine(_folder, "home");
        CommandLauncher launcher = new()
        {
            Command = ["env", $"HOME={home}"],
            CopyWorker = true,
            PortableFolder = Portable("exec '" + Estimates.Pips.FileName + "' \"$@\""),
        };

        List<string> notices = Run(launcher, 2);

        Assert.StartsWith("Copying pips to env HOME=", Assert.Single(notices), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(home, ".cache/pips", Hello.ThisVersion, "pips")));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static List<string> Run(WorkerLauncher launcher, int workers)
    {
        Notices notices = new();
        Assert.Equal(Estimates.GoldenHits, Estimates.Run(Golden(launcher, workers), notices).Hits);
        return notices.All;
    }

    private static EstimateOptions Golden(WorkerLauncher launcher, int workers) => Estimates.Golden(WorkerType.Auto, workers) with { Launcher = launcher };

    private static void AssertWhole(SshLauncher launcher, SshHosts hosts, string host)
    {
        string copy = Assert.Single(Directory.GetFiles(Target(hosts, host)));
        Assert.Equal("pips", Path.GetFileName(copy));
        Assert.True(File.ReadAllBytes(copy).AsSpan().SequenceEqual(File.ReadAllBytes(Assert.Single(CopySource.In(launcher.PortableFolder!)).Path)));
        Assert.Equal("700", Command.Read("stat", ["-c", "%a", copy]));
    }

    private static string Target(SshHosts hosts, string host) => Path.Combine(hosts.Server.HomeOf(host), ".cache/pips", Hello.ThisVersion);

    private static string Platform() => Command.Read("uname", ["-sm"]);

    // A program of some size that becomes the tests' own.
    private string Portable(string script, int megaBytes = MegaBytes)
    {
        Assert.SkipWhen(CopySource.RuntimeOf(Platform()) is null, "Nothing is copied to this kind of machine.");
        string folder = Path.Combine(_folder, CopySource.RuntimeOf(Platform())!);
        Directory.CreateDirectory(folder);
        using StreamWriter file = File.CreateText(Path.Combine(folder, "pips"));
        file.Write($"#!/bin/sh\n{script}\nexit 1\n");

        for (int i = 0; i < megaBytes * 10; i++)
        {
            file.Write($"# {new string('x', 99_997)}\n");
        }

        return _folder;
    }
}
