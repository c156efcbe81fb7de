using System.Diagnostics;
using PiPS.Testing.Servers;

namespace PiPS.Engine.Tests.Servers;

/// <summary>The Slurm cluster that other tests stand on.</summary>
public sealed class SlurmClusterTests
{
    private readonly SharedSlurmCluster _shared;

    public SlurmClusterTests(SharedSlurmCluster shared) => _shared = shared;

    public static TheoryData<string> Nodes => [.. SlurmCluster.Nodes];

    [Theory, MemberData(nameof(Nodes))]
    public void Each_node_runs_steps(string node)
        => Assert.Equal(new(0, node + "\n", string.Empty), _shared.Cluster.Run("srun", "-Q", "-N1", "-n1", "-w", node, "sh", "-c", "echo $SLURMD_NODENAME"));

    [Fact]
    public void A_batch_script_runs_and_is_over()
    {
        string job = _shared.Cluster.Submit("srun -N2 -n2 sh -c 'echo $SLURMD_NODENAME'", "-N2", "--ntasks-per-node=1");

        Poll.Until(() => _shared.Cluster.Jobs().All(other => other.Id != job), "The batch job's end", () => _shared.Cluster.Logs);

        Assert.Equal(["n1", "n2"], _shared.Cluster.Output(job).Split('\n', StringSplitOptions.RemoveEmptyEntries).Order());
    }

    [Fact]
    public void A_cluster_of_ones_own_shows_its_jobs_and_steps_and_has_nodes_that_die()
    {
        SharedSlurmCluster.SkipUnlessThere();
        SlurmCluster cluster = new(processors: 2, "KillWait=2");
        string folder = cluster.Folder;

        using (cluster)
        {
            string runs = cluster.Submit("srun --job-name=long sleep 600", "-N2", "--ntasks-per-node=1", "--exclusive", "--job-name=first");
            string waits = cluster.Submit("true", "-n4", "--job-name=second");
            Poll.Until(() => cluster.Steps().Any(step => step.Id == $"{runs}.0"), "The step", () => cluster.Logs);

            Assert.Equal(new(runs, "RUNNING", "first", "n[1-2]", "None"), cluster.Jobs().Single(job => job.Id == runs));
            Assert.Equal("PENDING", cluster.Jobs().Single(job => job.Id == waits).State);
            Assert.Equal(new("long", "n[1-2]"), cluster.Steps().Where(step => step.Id == $"{runs}.0").Select(step => (step.Name, step.Nodes)).Single());

            cluster.Run("scancel", runs, waits);
            cluster.WaitUntilEmpty();
            cluster.Kill("n2");
            cluster.Start("n2");
            cluster.WaitUntilIdle();
            Assert.Equal("n2\n", cluster.Run("srun", "-Q", "-N1", "-n1", "-w", "n2", "sh", "-c", "echo $SLURMD_NODENAME").Output);

            // For Dispose: steps on both nodes, and a command that waits for one.
            cluster.Submit("srun sleep 600", "-N2");
            using Process command = Step(cluster.Environment["SLURM_CONF"], "-n1");
            Poll.Until(() => Sleepers(folder) == 3, "The steps' three processes", () => cluster.Logs);
        }

        Assert.False(Directory.Exists(folder));
        Assert.Empty(Leftovers.Of(folder));
    }

    [Fact]
    public void Nothing_is_left_of_it_once_its_owner_is_killed()
    {
        SharedSlurmCluster.SkipUnlessThere();
        using ServerOwner owner = new("slurm");
        using Process command = Step(Path.Combine(owner.Folder, "slurm.conf"), "-N2");
        Poll.Until(() => Sleepers(owner.Folder) == 2, "The step's two processes");

        owner.Kill();
    }

    private static int Sleepers(string folder) => Leftovers.Of(folder).Count(
        process => process.Contains("sleep 600", StringComparison.Ordinal) && !process.Contains("srun", StringComparison.Ordinal));

    private static Process Step(string configuration, string size)
        => Process.Start(new ProcessStartInfo("srun", ["-Q", size, "sleep", "600"]) { RedirectStandardError = true, Environment = { ["SLURM_CONF"] = configuration } })!;
}
