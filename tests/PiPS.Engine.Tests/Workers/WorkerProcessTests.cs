using System.Diagnostics;
using PiPS.Engine.Estimating;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Tests.Workers;

/// <summary>Real worker processes that are looked at, killed and stopped while they count.</summary>
[Collection(nameof(Alone))]
public sealed class WorkerProcessTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_worker_has_a_session_of_its_own()
    {
        Proc.SkipUnlessLinux();
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        Task<PiEstimate> run = Start(
            new() { Trials = 1L << 60, Seed = 1, Type = WorkerType.Process, WorkerCount = 3 }, null, stop.Token);

        Eventually.Holds(() => Children().Count(id => Proc.SessionOf(id) == id) == 3, "three workers lead sessions of their own");

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    [Fact]
    public async Task Workers_killed_at_any_moment_are_noticed_and_replaced_and_the_hits_are_the_same()
    {
        Proc.SkipUnlessLinux();
        long trials = Speed.TrialsIn(TimeSpan.FromSeconds(0.5));
        long hits = Estimates.Run(new() { Trials = trials, Seed = 42, Type = WorkerType.Thread, WorkerCount = 2 }).Hits;
        Random random = new(3);
        List<TimeSpan> delays = [];

        for (int i = 0; i < 6; i++)
        {
            Dictionary<int, long> killed = [];
            Watcher watcher = new(notice =>
            {
                int id = killed.Keys.Single(
                    id => notice.Contains($"Worker process {id} was killed by signal 9.", StringComparison.Ordinal));
                delays.Add(Stopwatch.GetElapsedTime(killed[id]));
            });
            Task<PiEstimate> run = Start(
                new() { Trials = trials, Seed = 42, Type = WorkerType.Process, WorkerCount = 2 }, watcher, Stop);

            for (int victims = random.Next(1, 4); victims > 0; victims--)
            {
                await Task.Delay(random.Next(300), Stop);
                int[] alive = [.. Children().Where(id => !killed.ContainsKey(id))];

                if (alive.Length > 0 && !run.IsCompleted)
                {
                    int victim = alive[random.Next(alive.Length)];
                    killed[victim] = Stopwatch.GetTimestamp();
                    _ = Proc.Signal(victim, Proc.KillNow);
                }
            }

            PiEstimate estimate = await run;
            Assert.Equal(hits, estimate.Hits);
            Assert.Equal(trials, estimate.Trials);
            Assert.Equal(watcher.Notices.Count, estimate.Workers.Count(worker => worker.Lost));
            Assert.All(estimate.Workers.Where(worker => worker.Lost), worker => Assert.Contains(worker.ProcessId, killed.Keys));
            Assert.InRange(estimate.Workers.Count(worker => !worker.Lost), 1, 2);
        }

        Promise.Kept("noticed", delays, TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public async Task More_than_ten_deaths_are_no_failure_while_work_is_done_in_between()
    {
        Proc.SkipUnlessLinux();
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        Watcher watcher = new();
        Task<PiEstimate> run = Start(
            new() { Trials = 1L << 60, Seed = 7, Type = WorkerType.Process, WorkerCount = 2 }, watcher, stop.Token);

        for (int deaths = 0; deaths < 13; deaths++)
        {
            // The older one dies when the younger is up.
            Eventually.Holds(
                () => run.IsCompleted || Children().Count(id => Proc.SessionOf(id) == id) == 2, "two workers are up");
            int victim = Children().Min();
            _ = Proc.Signal(victim, Proc.KillNow);
            Eventually.Holds(() => !Children().Contains(victim), "it is dead");

            // On a busy machine ten could die before one has answered.
            long counted = watcher.Progress.LastOrDefault().Trials;
            Eventually.Holds(() => deaths % 4 != 3 || run.IsCompleted || watcher.Progress.Any(progress => progress.Trials > counted), "work is done");
        }

        Eventually.Holds(() => run.IsCompleted || watcher.Notices.Count == 13, "all deaths are noticed");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    [Fact]
    public async Task A_stopped_worker_is_late_and_others_do_its_work()
    {
        Proc.SkipUnlessLinux();
        long trials = Speed.TrialsIn(TimeSpan.FromSeconds(1));
        long hits = Estimates.Run(new() { Trials = trials, Seed = 42, Type = WorkerType.Thread, WorkerCount = 2 }).Hits;

        // Two seconds of silence are two tenths here.
        Task<PiEstimate> run = Start(
            new() { Trials = trials, Seed = 42, Type = WorkerType.Process, WorkerCount = 3 },
                new Watcher(), Stop, new TimeLapse(10));
        Eventually.Holds(() => run.IsCompleted || Children().Count(id => Proc.SessionOf(id) == id) == 3, "the workers are ready");
        int stopped = Children().FirstOrDefault(int.MaxValue);
        _ = Proc.Signal(stopped, Proc.Stop);
        Eventually.Holds(() => run.IsCompleted || Proc.IsStopped(stopped), "it is stopped");

        PiEstimate estimate = await run;
        Assert.Equal(hits, estimate.Hits);
        Assert.Empty(Children());
    }

    [Fact]
    public async Task A_run_by_the_clock_goes_on_past_a_stopped_worker()
    {
        Proc.SkipUnlessLinux();
        long trials = 0;

        // Two seconds are enough where nothing else runs; on a busy machine it takes longer to tell who is silent.
        for (int seconds = 20; seconds <= 180 && trials < Speed.TrialsIn(TimeSpan.FromSeconds(0.2)); seconds *= 3)
        {
            EstimateOptions options = new()
            {
                Seed = 42,
                Duration = TimeSpan.FromSeconds(seconds),
                Type = WorkerType.Process,
                WorkerCount = 2,
            };
            Task<PiEstimate> run = Start(options, new Watcher(), Stop, new TimeLapse(10));
            Eventually.Holds(() => run.IsCompleted || Children().Count(id => Proc.SessionOf(id) == id) == 2, "the workers are ready");
            _ = Proc.Signal(Children().FirstOrDefault(int.MaxValue), Proc.Stop);

            PiEstimate estimate = await run;
            Assert.Equal(Estimates.HitsAgain(estimate, options), estimate.Hits);
            Assert.Empty(Children());
            trials = estimate.Trials;
        }

        // The other one has counted for a second and more.
        Assert.InRange(trials, Speed.TrialsIn(TimeSpan.FromSeconds(0.2)), long.MaxValue);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_a_worker_has_started_ends_with_it_even_if_it_was_killed_from_outside(bool fromOutside)
    {
        Proc.SkipUnlessLinux();
        string mark = $"PIPS_TEST_{Guid.NewGuid():N}";
        WorkerCommand command = new("setsid", ["/bin/sh", "-c", "sleep 1000 & sleep 1000"]);
        WorkerProcess worker = WorkerProcess.Start(command with { Environment = new Dictionary<string, string> { [mark] = "1" } });
        Eventually.Holds(() => Proc.ChildrenOf(worker.Id).Count == 2, "it has started something");

        if (fromOutside)
        {
            _ = Proc.Signal(worker.Id, Proc.KillNow);
            Eventually.Holds(() => !Proc.IsAlive(worker.Id), "it is dead");
        }

        worker.Dispose();

        Eventually.Holds(() => Proc.WithVariable(mark).Count == 0, "nothing of it is left");
    }

    private static IReadOnlyList<int> Children() => Proc.ChildrenOf(Environment.ProcessId);

    private static Task<PiEstimate> Start(
        EstimateOptions options, IEstimateObserver? observer, CancellationToken stop, TimeProvider? time = null)
        => Task.Run(
            () => EstimateRun.Execute(
                options, () => new ProcessWorkers([Estimates.Pips]), observer,
                time ?? TimeProvider.System, stop),
            CancellationToken.None);
}
