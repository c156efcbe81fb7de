using System.Diagnostics;
using PiPS.Engine.Estimating;
using PiPS.Engine.Launchers;
using PiPS.Engine.Tests.Workers;
using PiPS.Testing.Servers;

namespace PiPS.Engine.Tests.Launchers;

/// <summary>Estimates whose workers are jobs of their own on a real cluster.</summary>
[Collection(nameof(SlurmTests))]
public sealed class SlurmEstimateTests(SlurmShared slurm) : IDisposable
{
    public void Dispose() => slurm.Clear();

    [Fact]
    public void Gives_the_hits_of_one_machine_and_leaves_nothing()
    {
        PiEstimate estimate = Estimates.Run(Golden(slurm.Launcher, 4));

        Assert.Equal(Estimates.GoldenHits, estimate.Hits);
        Assert.All(estimate.Workers.Where(worker => worker.Trials > 0), worker => Assert.Contains(worker.Host, SlurmCluster.Nodes));
        slurm.AssertNothingLeft();
    }

    [Fact]
    public void Leaves_a_node_out_whose_workers_fail_and_passes_no_secrets_on()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        string script = Path.Join(folder, "pips");
        File.Copy(Estimates.Pips.FileName, script);

        // Its mode stays. The other node's workers would do all the work before this one has failed as often as it may: they wait for that, for ten seconds;
        // and they are as many as there is room for, so that those which fail are followed by others on the same node.
        File.WriteAllText(script, $$"""
            #!/bin/sh
            env > {{folder}}/env-$SLURMD_NODENAME
            [ $SLURMD_NODENAME = n1 ] && echo x >> {{folder}}/failed && echo no room left >&2 && exit 5
            for i in $(seq 100); do [ "$(cat {{folder}}/failed 2>/dev/null | wc -l)" -ge 3 ] && break; sleep 0.1; done
            exec {{Estimates.Pips.FileName}} "$@"

            """);
        Notices notices = new();

        PiEstimate estimate = Estimates.Run(
            Golden(slurm.Launcher with { WorkerPath = script, Environment = new Dictionary<string, string>(slurm.Launcher.Environment) { ["TOKEN"] = "secret" } }, 6),
            notices);

        Assert.Equal(Estimates.GoldenHits, estimate.Hits);
        Assert.Contains(notices.All, notice => notice.StartsWith("No more workers are put on n1: it failed 3 times in a row.", StringComparison.Ordinal)
            && notice.Contains("no room left", StringComparison.Ordinal));
        string there = File.ReadAllText(Path.Join(folder, "env-n2"));
        Assert.Contains("PATH=", there, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", there, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
        slurm.AssertNothingLeft();
    }

    [Fact]
    public async Task A_worker_may_wait_for_its_turn_for_longer_than_it_may_take_to_start()
    {
        string blocker = slurm.Cluster.Submit("sleep 600", "-N2", "--ntasks-per-node=4");
        Eventually.Holds(() => slurm.Cluster.Jobs().Any(job => job.Id == blocker && job.State == "RUNNING"), "the cluster is full");
        SlurmLauncher launcher = slurm.Launcher with { LongestStart = TimeSpan.FromSeconds(2) };

        Task<PiEstimate> estimate = Task.Run(() => Estimates.Run(Golden(launcher, 1), null), TestContext.Current.CancellationToken);
        Eventually.Holds(() => slurm.Cluster.Jobs().Any(job => job.State == "PENDING" && job.Name.StartsWith("pips-", StringComparison.Ordinal)), "a worker waits");
        Stopwatch waiting = Stopwatch.StartNew();
        Eventually.Holds(() => waiting.Elapsed > 1.5 * launcher.LongestStart || estimate.IsCompleted, "it waits for longer than it may take to start");
        Assert.False(estimate.IsCompleted);
        slurm.Cluster.Run("scancel", blocker);

        Assert.Equal(Estimates.GoldenHits, (await estimate).Hits);
        slurm.AssertNothingLeft();
    }

    [Fact]
    public void A_run_doesnt_wait_for_workers_in_the_queue_and_takes_them_out()
    {
        Notices notices = new();

        PiEstimate estimate = Estimates.Run(Golden(slurm.Launcher, 12) with { Trials = 20_000_000_000 }, notices);

        Assert.Contains(notices.All, notice => notice.StartsWith("Workers wait for their turn on Slurm", StringComparison.Ordinal));
        Assert.Equal(20_000_000_000, estimate.Trials);

        // At once: nothing is waited for here.
        Assert.DoesNotContain(slurm.Cluster.Jobs(), job => job.State == "PENDING");
        slurm.AssertNothingLeft();
    }

    [Fact]
    public void Says_what_can_never_be_had()
    {
        Assert.Contains("no such partition", Failed(slurm.Launcher with { Partition = "nope" }), StringComparison.Ordinal);
        Assert.Contains("could ever run", Failed(slurm.Launcher with { Time = TimeSpan.FromHours(2) }), StringComparison.Ordinal);
        Assert.Contains("could ever run", Failed(slurm.Launcher with { ThreadsPerWorker = 5 }), StringComparison.Ordinal);
        slurm.AssertNothingLeft();
    }

    [Fact]
    public void Refuses_to_begin_where_no_cluster_answers()
    {
        string file = Path.GetTempFileName();
        File.WriteAllLines(file, File.ReadLines(slurm.Cluster.Environment["SLURM_CONF"])
            .Select(line => line.StartsWith("SlurmctldPort=", StringComparison.Ordinal) ? "SlurmctldPort=1" : line));

        InvalidOptionException refused = Assert.Throws<InvalidOptionException>(
            () => Estimates.Run(Golden(slurm.Launcher with { Environment = new Dictionary<string, string> { ["SLURM_CONF"] = file } }, 1)));

        Assert.Equal("SlurmDoesNotAnswer", refused.Id);
        Assert.Contains("DOWN", refused.Message, StringComparison.Ordinal);
        File.Delete(file);
    }

    private static EstimateOptions Golden(SlurmLauncher launcher, int workers) => new() { Seed = 42, Trials = 100_000_000, WorkerCount = workers, Launcher = launcher };

    private static string Failed(SlurmLauncher launcher) => Assert.Throws<HostsFailedException>(() => Estimates.Run(Golden(launcher, 1))).Message;
}
