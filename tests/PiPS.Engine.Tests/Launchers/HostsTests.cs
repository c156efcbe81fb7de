using PiPS.Engine.Estimating;
using PiPS.Engine.Launchers;
using PiPS.Engine.Protocol;
using PiPS.Engine.Tests.Workers;

namespace PiPS.Engine.Tests.Launchers;

/// <summary>An estimate on hosts that are well, that fail, that fall silent, and that are of another version.</summary>
[Collection(nameof(Alone))]
public sealed class HostsTests
{
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(100);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 1)]
    [InlineData(8, 1)]
    [InlineData(2, 3)]
    public void Gives_the_hits_of_one_machine(int workers, int threads)
    {
        MadeUpLauncher launcher = MadeUpLauncher.Of(("web1", $"worker --threads {threads}"), ("web2", $"worker --threads {threads}"));

        PiEstimate estimate = Estimates.Run(Golden(launcher, workers));

        Assert.Equal(Estimates.GoldenHits, estimate.Hits);
        Assert.Equal("Process", estimate.Type);
        Assert.Equal(workers, estimate.Workers.Count);
    }

    [Fact]
    public void Sets_a_host_aside_that_fails_three_times_and_the_others_do_its_work()
    {
        MadeUpLauncher launcher = MadeUpLauncher.Of(("good", "worker"), ("bad", "echo no room left >&2; exit 5"));
        Notices notices = new();

        PiEstimate estimate = Estimates.Run(Golden(launcher, 4), notices);

        Assert.Equal(Estimates.GoldenHits, estimate.Hits);
        Assert.Equal(["bad"], launcher.Avoided);
        Assert.Contains(notices.All, notice => notice.StartsWith("No more workers are put on bad: it failed 3 times in a row.", StringComparison.Ordinal)
            && notice.Contains("no room left", StringComparison.Ordinal));
    }

    [Fact]
    public void Names_the_host_of_a_worker_that_never_said_hello()
    {
        MadeUpLauncher launcher = MadeUpLauncher.Of(("good", "worker"), ("bad", "exit 5"));

        PiEstimate estimate = Estimates.Run(Golden(launcher, 2));

        Assert.All(estimate.Workers.Where(worker => worker.Lost), worker => Assert.Equal("bad", worker.Host));
        Assert.Contains(estimate.Workers, worker => worker.Lost);
    }

    [Fact]
    public void Says_each_hosts_last_words_when_none_is_left()
    {
        MadeUpLauncher launcher = MadeUpLauncher.Of(("web1", "echo no room left >&2; exit 5"), ("web2", "echo no such disk >&2; exit 6"));

        HostsFailedException failed = Assert.Throws<HostsFailedException>(() => Estimates.Run(Golden(launcher, 4)));

        Assert.Equal(["web1", "web2"], failed.Hosts);
        Assert.Contains("web1: The worker on web1 is lost", failed.Message, StringComparison.Ordinal);
        Assert.Contains("no room left", failed.Message, StringComparison.Ordinal);
        Assert.Contains("no such disk", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Keeps_what_was_counted_when_the_last_host_fails_and_goes_on_from_there()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        string path = Path.Combine(folder, "run.jsonl");
        string killed = $"exec 3<&0; \"$0\" worker <&3 & pid=$!; until [ $(wc -l < '{path}') -ge 3 ]; do sleep 0.05; done; kill -9 $pid";
        MadeUpLauncher dying = MadeUpLauncher.Of(("web1", $"if mkdir '{folder}/once' 2>/dev/null; then {killed}; else exit 7; fi"));
        EstimateOptions options = new() { Trials = 50_000_000_000, Seed = 42, WorkerCount = 1, CheckpointPath = path, CheckpointInterval = TimeSpan.Zero };

        Assert.Throws<HostsFailedException>(() => Estimates.Run(options with { Launcher = dying }));
        PiEstimate whole = EstimateRun.Execute(options with { Launcher = MadeUpLauncher.Of(("web2", "worker --threads 2")) }, [], null, TestContext.Current.CancellationToken);

        Assert.InRange(whole.ResumedTrials, 1, whole.Trials - 1);
        Assert.Equal(39_269_834_731, whole.Hits);
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("0.0.1", "Update PiPS there")]
    [InlineData("999.0.0", "Update PiPS here")]
    public void Refuses_a_worker_of_another_version(string version, string advice)
    {
        string hello = FakeWorker.Print(new FrameEncoder().Preface().Hello(new(1, 1, 0, "web1", version, "", "")).Bytes.ToArray());
        MadeUpLauncher launcher = MadeUpLauncher.Of(("web1", $"{hello}; exec sleep 600"));

        HostsFailedException failed = Assert.Throws<HostsFailedException>(() => Estimates.Run(Golden(launcher, 1)));

        Assert.Contains($"The worker on web1 is PiPS {version}, this is PiPS {Hello.ThisVersion}.", failed.Message, StringComparison.Ordinal);
        Assert.Contains(advice, failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Shows_nothing_of_a_hello_that_would_steer_the_terminal()
    {
        string hello = FakeWorker.Print(new FrameEncoder().Preface().Hello(new(1, 1, 0, "web1", "0.0.1\u001B[2J", "", "")).Bytes.ToArray());
        MadeUpLauncher launcher = MadeUpLauncher.Of(("web1", $"{hello}; exec sleep 600"));

        HostsFailedException failed = Assert.Throws<HostsFailedException>(() => Estimates.Run(Golden(launcher, 1)));

        Assert.Contains("PiPS 0.0.1[2J", failed.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001B', failed.Message);
    }

    [Fact]
    public void Gives_up_a_worker_that_is_silent_and_others_do_its_work()
    {
        // As behind a cut link: nothing comes, nothing ends.
        string hello = FakeWorker.Print(new FrameEncoder().Preface().Hello(Hello.OfThisProcess()).Bytes.ToArray());
        MadeUpLauncher launcher = MadeUpLauncher.Of(("near", "worker"), ("far", $"{hello}; exec sleep 600")) with { Beat = Quick };
        Notices notices = new();

        PiEstimate estimate = Estimates.Run(
            new() { Trials = 20_000_000_000, Seed = 42, WorkerCount = 2, Launcher = launcher }, notices);

        Assert.Equal(15_707_842_938, estimate.Hits);
        Assert.Contains(notices.All, notice => notice.Contains("Nothing was heard from the worker on far", StringComparison.Ordinal));
    }

    [Fact]
    public void Puts_no_more_workers_on_a_host_than_it_has_slots()
    {
        MadeUpLauncher launcher = MadeUpLauncher.Of(("web1", "worker"), ("web2", "worker")) with { Slots = 2 };

        Assert.Equal(Estimates.GoldenHits, Estimates.Run(Golden(launcher, 4)).Hits);
        InvalidOptionException refused = Assert.Throws<InvalidOptionException>(() => Estimates.Run(Golden(launcher, 5)));

        Assert.Equal(nameof(LauncherErrors.LauncherHasNoRoom), refused.Id);
    }

    [Fact]
    public void Ends_when_the_hosts_time_ends_with_what_they_had_in_hand_done()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        string path = Path.Combine(folder, "run.jsonl");

        // As Slurm does: a signal to the worker, which doesn't end it.
        const string Signalled = "\"$0\" worker & pid=$!; sleep 1; kill -USR1 $pid; wait $pid";
        MadeUpLauncher launcher = MadeUpLauncher.Of(("job", $"exec 3<&0; {Signalled.Replace("worker &", "worker <&3 &", StringComparison.Ordinal)}")) with { EndsWithDraining = true };
        EstimateOptions options = new() { Trials = 1_000_000_000_000, Seed = 42, WorkerCount = 2, CheckpointPath = path, CheckpointInterval = TimeSpan.Zero };

        HostsFailedException ended = Assert.Throws<HostsFailedException>(() => Estimates.Run(options with { Launcher = launcher }));

        Assert.Contains("The time of job is nearly over", ended.Message, StringComparison.Ordinal);
        Assert.Contains("Go on from the checkpoint", ended.Message, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Leaves_no_process_when_it_is_stopped()
    {
        Proc.SkipUnlessLinux();
        MadeUpLauncher launcher = MadeUpLauncher.Of(("web1", "worker; true"), ("web2", "worker; true"));

        for (int i = 0; i < 5; i++)
        {
            using CancellationTokenSource stop = new(TimeSpan.FromMilliseconds(100 + (100 * i)));
            Assert.Throws<OperationCanceledException>(() => Estimates.Run(
                new() { Trials = 1_000_000_000_000_000, Seed = 1, WorkerCount = 4, Launcher = launcher }, null, stop.Token, Estimates.Pips));
        }

        Eventually.Holds(() => Proc.ChildrenOf(Environment.ProcessId).All(id => Proc.NameOf(id) is not ("sh" or "pips" or "setsid")), "no child is left");
    }

    private static EstimateOptions Golden(WorkerLauncher launcher, int workers) => Estimates.Golden(WorkerType.Auto, workers) with { Launcher = launcher };
}
