using PiPS.Engine.Estimating;
using PiPS.Engine.Tests.Workers;

namespace PiPS.Engine.Tests.Launchers;

/// <summary>A cluster on which workers, their carriers, steps and daemons die while an estimate runs.</summary>
[Collection(nameof(SlurmTests))]
public sealed class SlurmTroubleTests(SlurmShared slurm)
{
    private const long Trials = 200_000_000_000;

    [Fact(Explicit = true)]
    public async Task Workers_and_sruns_killed_and_jobs_cancelled_at_random_change_no_hit()
    {
        Random random = new(1);
        using CancellationTokenSource over = new();
        Task trouble = Task.Run(
            () =>
            {
                while (!over.IsCancellationRequested)
                {
                    if (random.Next(3) == 0)
                    {
                        slurm.Cluster.Jobs().Where(job => job.State == "RUNNING").Take(1).ToList().ForEach(job => slurm.Cluster.Run("scancel", job.Id));
                    }
                    else
                    {
                        List<int> sruns = [.. Proc.ChildrenOf(Environment.ProcessId).Where(id => Proc.NameOf(id) == "srun")];
                        List<int> workers = [.. Proc.WithVariable("SLURM_STEP_ID").Where(id => Proc.NameOf(id) == "pips")];
                        List<int> victims = random.Next(2) == 0 ? sruns : workers;

                        if (victims.Count > 0)
                        {
                            _ = Proc.Signal(victims[random.Next(victims.Count)], Proc.KillNow);
                        }
                    }

                    over.Token.WaitHandle.WaitOne(random.Next(2000));
                }
            },
            CancellationToken.None);
        Notices notices = new();

        PiEstimate estimate = Estimates.Run(Options(4), notices);
        await over.CancelAsync();
        await trouble;

        Assert.Equal(Right, estimate.Hits);
        Assert.Contains(notices.All, notice => notice.StartsWith("A worker was lost", StringComparison.Ordinal));
        slurm.AssertNothingLeft();
    }

    [Fact(Explicit = true)]
    public void A_step_daemon_that_dies_is_noticed_by_silence()
    {
        Killing notices = new(() => Proc.WithVariable("SLURM_STEP_ID").Where(id => Proc.NameOf(id) == "pips").Take(1).Select(Proc.ParentOf).ToList());

        PiEstimate estimate = Estimates.Run(Options(2), notices);

        Assert.Equal(Right, estimate.Hits);
        Assert.Contains(notices.All, notice => notice.Contains("is lost:", StringComparison.Ordinal));
        slurm.AssertNothingLeft();
    }

    [Fact(Explicit = true)]
    public void A_node_whose_daemon_dies_takes_no_hit_along()
    {
        using SlurmShared own = new();
        Killing notices = new(() => [own.Cluster.ProcessOf("n1")]);

        PiEstimate estimate = Estimates.Run(Options(4) with { Launcher = own.Launcher with { Beat = TimeSpan.FromSeconds(1) } }, notices);

        Assert.Equal(Right, estimate.Hits);
    }

    private static long Right => field != 0 ? field : field = Estimates.Run(new() { Seed = 42, Trials = Trials, Type = WorkerType.Thread }).Hits;

    private EstimateOptions Options(int workers)
        => new() { Seed = 42, Trials = Trials, WorkerCount = workers, Launcher = slurm.Launcher with { Beat = TimeSpan.FromSeconds(1) } };

    /// <summary>Kills processes once something is counted.</summary>
    private sealed class Killing(Func<List<int>> victims) : IEstimateObserver
    {
        private bool _hasKilled;

        public List<string> All { get; } = [];

        public void Progressed(EstimateProgress progress)
        {
            if (progress.Trials > 0 && !_hasKilled)
            {
                _hasKilled = true;
                victims().ForEach(id => _ = Proc.Signal(id, Proc.KillNow));
            }
        }

        public void Noticed(string message) => All.Add(message);
    }
}
