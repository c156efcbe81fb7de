using System.Diagnostics;
using PiPS.Engine.Estimating;
using PiPS.Engine.Launchers;
using PiPS.Engine.Tests.CommandLine;
using PiPS.Engine.Tests.Workers;
using PiPS.Testing.Servers;

namespace PiPS.Engine.Tests.Launchers;

/// <summary>Estimates over a real ssh server, whatever is killed meanwhile.</summary>
[Collection(nameof(Alone))]
public sealed class SshEstimateTests
{
    private const long ManyTrials = 50_000_000_000;
    private const long HitsOfMany = 39_269_834_731;

    [Theory]
    [InlineData(3, 1)]
    [InlineData(5, 2)]
    public void Three_hosts_give_the_hits_of_one_machine(int workers, int threads)
    {
        using SshHosts hosts = SshHosts.Start();

        PiEstimate estimate = Estimates.Run(Golden(hosts, workers) with { Launcher = hosts.Launcher() with { ThreadsPerWorker = threads } });

        Assert.Equal(Estimates.GoldenHits, estimate.Hits);
        hosts.AssertNothingIsLeft();
    }

    [Fact]
    public void What_a_log_in_prints_does_no_harm()
    {
        using SshHosts hosts = SshHosts.Start();
        File.WriteAllText(Path.Combine(hosts.Server.HomeOf("web1"), ".bashrc"), "echo 'Welcome to web1!'; echo 'Connection refused: not really' >&2\n");
        Assert.SkipUnless(hosts.Server.Run("web1", "true").Output.Contains("Welcome", StringComparison.Ordinal), "The log-in shell here reads no .bashrc.");
        Notices notices = new();

        PiEstimate estimate = Estimates.Run(Golden(hosts, 1) with { Launcher = hosts.Launcher("web1") }, notices);

        Assert.Equal(Estimates.GoldenHits, estimate.Hits);
        Assert.Empty(notices.All);
    }

    [Fact]
    public void A_host_that_fails_is_set_aside_and_named_while_the_others_finish()
    {
        using SshHosts hosts = SshHosts.Start();

        // Its shell ends before the worker begins.
        File.WriteAllText(Path.Combine(hosts.Server.HomeOf("web2"), ".bashrc"), "echo 'the disk is full' >&2; exit 9\n");
        Assert.SkipUnless(hosts.Server.Run("web2", "true").ExitCode == 9, "The log-in shell here reads no .bashrc.");
        Notices notices = new();

        PiEstimate estimate = Estimates.Run(new() { Trials = ManyTrials, Seed = 42, WorkerCount = 3, Launcher = hosts.Launcher() }, notices);

        Assert.Equal(HitsOfMany, estimate.Hits);
        Assert.Contains(notices.All, notice => notice.StartsWith("No more workers are put on web2: it failed 3 times", StringComparison.Ordinal)
            && notice.Contains("the disk is full", StringComparison.Ordinal));
    }

    [Fact]
    public void Workers_sessions_and_clients_that_are_killed_cost_no_hit()
    {
        using SshHosts hosts = SshHosts.Start();
        using CancellationTokenSource over = new();
        Random random = new(1);
        int kills = 0;
        Thread killer = new(() =>
        {
            while (!over.IsCancellationRequested)
            {
                // One that has counted: its host is well, whatever happened to it before.
                string host = SshServer.HostNames[random.Next(3)];

                if (hosts.Workers(host) is [int worker] && HasCounted(worker))
                {
                    IReadOnlyList<int> victims = (kills % 3) switch { 0 => [worker], 1 => hosts.Server.Sessions(host), _ => hosts.Clients(host) };
                    Kill(victims);
                    kills += victims.Count > 0 ? 1 : 0;
                }

                over.Token.WaitHandle.WaitOne(20);
            }
        });
        killer.Start();

        PiEstimate estimate;

        try
        {
            estimate = Estimates.Run(new() { Trials = ManyTrials, Seed = 42, WorkerCount = 3, Launcher = hosts.Launcher() });
        }
        finally
        {
            over.Cancel();
            killer.Join();
        }

        Assert.Equal(HitsOfMany, estimate.Hits);
        Assert.InRange(kills, 3, int.MaxValue);
        hosts.AssertNothingIsLeft();
    }

    [Fact]
    public void When_the_server_is_stopped_each_host_is_named_with_its_last_words()
    {
        using SshHosts hosts = SshHosts.Start();
        using CancellationTokenSource over = new();
        Thread stopper = new(() =>
        {
            Eventually.Holds(() => over.IsCancellationRequested || hosts.Workers().Any(HasCounted), "a worker counts");
            Kill([hosts.Server.ProcessId, .. hosts.Clients()]);
        });
        stopper.Start();

        HostsFailedException failed = Assert.Throws<HostsFailedException>(
            () => Estimates.Run(new() { Trials = 1_000_000_000_000_000, Seed = 42, WorkerCount = 3, Launcher = hosts.Launcher() }));
        over.Cancel();
        stopper.Join();

        Assert.Equal(SshServer.HostNames, failed.Hosts);
        Assert.All(SshServer.HostNames, host => Assert.Contains($"{host} refused the connection.", failed.Message, StringComparison.Ordinal));
        Eventually.Holds(() => hosts.Workers().Count + hosts.Clients().Count == 0, "nothing is left");
    }

    [Fact]
    public void Nothing_is_left_when_it_is_cancelled_whenever_that_is()
    {
        using SshHosts hosts = SshHosts.Start();

        foreach (int milliseconds in (int[])[50, 300, 1000])
        {
            using CancellationTokenSource stop = new(milliseconds);
            Assert.Throws<OperationCanceledException>(() => Estimates.Run(
                new() { Trials = 1_000_000_000_000_000, Seed = 1, WorkerCount = 6, Launcher = hosts.Launcher() }, null, stop.Token, Estimates.Pips));
            hosts.AssertNothingIsLeft();
        }
    }

    [Fact]
    public void Nothing_is_left_when_the_parent_is_killed()
    {
        using SshHosts hosts = SshHosts.Start();
        using PipsProgram pips = PipsProgram.Start(
            $"estimate 1e15 --seed 1 --launcher ssh --hosts web1,web2,web3 --workers 3 --launcher-option=-F --launcher-option={hosts.Server.ConfigPath}");
        Eventually.Holds(() => hosts.Workers().Count(HasCounted) == 3, "all count");

        _ = Proc.Signal(pips.Id, Proc.KillNow);

        hosts.AssertNothingIsLeft();
    }

    private static EstimateOptions Golden(SshHosts hosts, int workers)
        => Estimates.Golden(WorkerType.Auto, workers) with { Launcher = hosts.Launcher() };

    private static void Kill(IReadOnlyList<int> victims)
    {
        foreach (int victim in victims)
        {
            _ = Proc.Signal(victim, Proc.KillNow);
        }
    }

    // More time than it takes to get up and to count a piece.
    private static bool HasCounted(int worker)
    {
        try
        {
            using Process process = Process.GetProcessById(worker);
            return process.TotalProcessorTime > TimeSpan.FromSeconds(0.4);
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
