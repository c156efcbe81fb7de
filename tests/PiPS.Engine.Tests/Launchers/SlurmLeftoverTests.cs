using PiPS.Engine.Tests.CommandLine;
using PiPS.Engine.Tests.Workers;
using PiPS.Testing.Servers;

namespace PiPS.Engine.Tests.Launchers;

/// <summary>Whatever way the program ends, nothing of it stays on the cluster, and nothing of others goes.</summary>
[Collection(nameof(SlurmTests))]
public sealed class SlurmLeftoverTests(SlurmShared slurm) : IDisposable
{
    public void Dispose() => slurm.Clear();

    [Theory]
    [InlineData(Proc.Interrupt)]
    [InlineData(Proc.Terminate)]
    [InlineData(Proc.KillNow)]
    public void Leaves_no_job_that_runs_or_waits(int signal)
    {
        SlurmCluster cluster = slurm.Cluster;
        Assert.SkipWhen(Proc.Ignores(signal), "This process was started with the signal ignored, and its children would be too.");
        string bystander = cluster.Submit("sleep 600", "-n1");
        using PipsProgram pips = PipsProgram.Start("estimate 1e15 --launcher slurm --workers 10", slurm.Launcher.Environment);

        // Those that wait don't read: only the guard takes them back.
        Eventually.Holds(() => cluster.Steps().Count(step => step.Name.StartsWith("pips-", StringComparison.Ordinal)) == 7, "workers run");
        Eventually.Holds(() => cluster.Jobs().Count(job => job.State == "PENDING") == 3, "workers wait");
        _ = Proc.Signal(pips.Id, signal);

        Assert.Equal(128 + signal, pips.End().ExitCode);
        slurm.AssertNothingLeft();
        Assert.Contains(cluster.Jobs(), job => job.Id == bystander && job.State == "RUNNING");
        cluster.Run("scancel", bystander);
        cluster.WaitUntilEmpty();
    }

    [Fact]
    public void Killed_within_an_allocation_it_leaves_that_and_no_step_that_runs_or_waits()
    {
        SlurmCluster cluster = slurm.Cluster;
        string number = Path.GetTempFileName();
        string job = cluster.Submit(
            $"srun -N1 -n1 -c4 --exact -w n1 --job-name=other sleep 600 &\nwhile ! squeue -s -h -o %j | grep -q other; do sleep 0.2; done\n"
            + $"{Estimates.Pips.FileName} estimate 1e15 --launcher slurm --workers 8 &\necho $! > {number}\nwait",
            "-N2", "-n8");
        Eventually.Holds(() => cluster.Steps().Count(step => step.Name.StartsWith("pips-", StringComparison.Ordinal)) == 4, "workers run");
        Eventually.Holds(() => SlurmShared.Processes.Count() >= 9, "workers wait");

        _ = Proc.Signal(int.Parse(File.ReadAllText(number), System.Globalization.CultureInfo.InvariantCulture), Proc.KillNow);

        slurm.AssertNothingLeft();
        Assert.Contains(cluster.Jobs(), left => left.Id == job && left.State == "RUNNING");
        Assert.Contains(cluster.Steps(), step => step.Name == "other");
        cluster.Run("scancel", job);
        cluster.WaitUntilEmpty();
        File.Delete(number);
    }
}
