using PiPS.Engine.Estimating;
using PiPS.Engine.Protocol;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Tests.Workers;

/// <summary>Workers that can't start, die, or talk nonsense:
/// the answer is the same, or the error says why there is none.</summary>
public sealed class FakeWorkerTests : IDisposable
{
    private const string StayUntilInputEnds = "cat >/dev/null";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pips-tests-");

    // what the first worker does, script => what the notice says of it
    public static TheoryData<string, string, string> Nonsense => new()
    {
        { "dies after hello", FakeWorker.Say(say => say) + "; exit 5", "ended with exit code 5" },
        { "is killed", FakeWorker.Say(say => say) + "; kill -9 $$", "was killed by signal 9" },
        { "breaks off", FakeWorker.Say(say => say.Counted(new(0, 12, 12 << 20, 1, 1, 1))) + " | head -c 60; exit 0",
            "ended with exit code 0" },
        { "other blocks", Says(say => say.Counted(new(1, 12, 12 << 20, 1, 1, 1))), "was given up: The answer to 0 to 11 was " },
        { "too many trials", Says(say => say.Counted(new(0, 12, (12 << 20) + 1, 1, 1, 1))),
            "was given up: The answer to 0 to 11 was " },
        { "too few trials", Says(say => say.Counted(new(0, 12, 12, 1, 1, 1))), "was given up: The answer to 0 to 11 was " },
        { "more hits than trials", Says(say => say.Counted(new(0, 12, 12 << 20, 13 << 20, 1, 1))),
            "was given up: A frame of kind Counted" },
        { "a second hello", Says(say => say.Hello(new(1, 1, 0, "", "", "", ""))),
            "was given up: A frame of kind Hello came where Counted was due" },
        { "a parent's words", Says(say => say.Cut()), "was given up: A frame of kind Cut came where Counted was due" },
        { "no frame at all", FakeWorker.Say(say => say) + "; echo 'I am lost'; " + StayUntilInputEnds,
            "was given up: A frame announces " },
        { "it gives up", Says(say => say.Failed("My disk is full.")), "was given up: My disk is full" },
        { "closes its output", FakeWorker.Say(say => say) + "; exec >&-; " + StayUntilInputEnds,
            "closed its input or output, and was killed" },
        { "prints without end", "while :; do echo nonsense; done",
            "was given up: The other side doesn't speak this protocol. Its last words: nonsense" },
        { "another version", @"printf '\211PiPS\r\n\032\007\000'; " + StayUntilInputEnds, "speaks version 7 of the protocol" },
        { "no word", "exit 0", "ended with exit code 0" },
        { "last words", "echo one; echo two >&2; exit 1", "ended with exit code 1. Its last words: one" },
    };

    [Theory, MemberData(nameof(Nonsense))]
    public void A_worker_that_can_not_be_understood_is_given_up_and_replaced(string what, string script, string notice)
    {
        Proc.SkipUnlessLinux();
        int thread = Environment.CurrentManagedThreadId;
        Watcher watcher = new(_ => Assert.Equal(thread, Environment.CurrentManagedThreadId));

        PiEstimate estimate = Run(watcher, 1, FakeWorker.AtFirst(script, Once));

        Assert.Equal((what, 12 << 20, HitsOf12Blocks), (what, estimate.Trials, estimate.Hits));
        Assert.Contains(notice, Assert.Single(watcher.Notices), StringComparison.Ordinal);
        Assert.StartsWith("A worker was lost and is replaced; ", watcher.Notices.Single(), StringComparison.Ordinal);
        Assert.InRange(watcher.Notices.Single().Length, 0, 6000);
        Assert.DoesNotContain("..", watcher.Notices.Single(), StringComparison.Ordinal);
        Assert.Equal([true, false], estimate.Workers.Select(worker => worker.Lost));
        Assert.Equal([0, 0], estimate.Workers.Select(worker => worker.Index));
    }

    [Fact]
    public void What_a_launcher_prints_first_is_skipped()
    {
        Proc.SkipUnlessLinux();
        Watcher watcher = new();

        PiEstimate estimate = Run(watcher, 2, FakeWorker.Shell("echo 'Welcome to node17!'; echo 'No mail.' >&2; pips"));

        Assert.Equal(HitsOf12Blocks, estimate.Hits);
        Assert.Empty(watcher.Notices);
    }

    // what is first
    public static TheoryData<string, WorkerCommand> CanNotWork => new()
    {
        { "isn't there", new("/no/such/executable", ["worker"]) },
        { "isn't executable", new("/etc/passwd", ["worker"]) },
        { "dies before its hello", FakeWorker.Shell("echo 'You must install .NET' >&2; exit 150") },
        { "prints something else", FakeWorker.Shell("echo usage: ...; exit 1") },
        { "speaks another version", FakeWorker.Shell(@"printf '\211PiPS\r\n\032\007\000'; " + StayUntilInputEnds) },
    };

    [Theory, MemberData(nameof(CanNotWork))]
    public void Where_the_first_command_does_not_work_the_next_one_does(string what, WorkerCommand first)
    {
        Proc.SkipUnlessLinux();
        Watcher watcher = new();

        PiEstimate estimate = Run(watcher, 4, first, new("/no/such/either", []), Estimates.Pips);

        Assert.Equal((what, HitsOf12Blocks), (what, estimate.Hits));
        Assert.Empty(watcher.Notices);
        Assert.Equal(4, estimate.Workers.Count(worker => !worker.Lost));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Ten_deaths_in_a_row_end_the_run_with_the_last_words(int workers)
    {
        Proc.SkipUnlessLinux();
        string deaths = Path.Combine(_folder.FullName, "deaths");
        Watcher watcher = new();

        WorkersFailedException failed = Assert.Throws<WorkersFailedException>(
            () => Run(watcher, workers, FakeWorker.Shell($"echo x >>'{deaths}'; echo 'You must install .NET' >&2; exit 150")));

        Assert.Matches("^1[0-9] workers in a row were lost", failed.Message);
        Assert.EndsWith(
            "ended with exit code 150. Its last words: You must install .NET", failed.Message, StringComparison.Ordinal);
        Assert.Contains($"Worker process {failed.ProcessId} ", failed.Message, StringComparison.Ordinal);

        // Workers start side by side, so that some more may have been under way.
        Assert.InRange(File.ReadAllLines(deaths).Length, 10, 10 + (2 * (workers - 1)));
    }

    [Fact]
    public void A_command_that_can_not_be_started_ends_the_run_by_its_name()
    {
        WorkersFailedException failed = Assert.Throws<WorkersFailedException>(
            () => Run(null, 2, new WorkerCommand("/no/such/executable", [])));

        Assert.Contains("/no/such/executable", failed.Message, StringComparison.Ordinal);
        Assert.Equal(0, failed.ProcessId);
    }

    [Fact]
    public void Without_any_command_the_run_is_refused()
        => Assert.Equal("NoWorkerExecutable", Assert.Throws<InvalidOptionException>(() => Run(null, 1)).Id);

    public void Dispose() => _folder.Delete(recursive: true);

    private static long HitsOf12Blocks { get; } =
        Estimates.Run(new() { Trials = 12 << 20, Seed = 42, Type = WorkerType.Sequential }).Hits;

    private string Once => Path.Combine(_folder.FullName, "once");

    private static string Says(Func<FrameEncoder, FrameEncoder> then) => FakeWorker.Say(then) + "; " + StayUntilInputEnds;

    private static PiEstimate Run(IEstimateObserver? observer, int workers, params WorkerCommand[] commands) => Estimates.Run(
        new() { Trials = 12 << 20, Seed = 42, Type = WorkerType.Process, WorkerCount = workers },
        observer,
        TestContext.Current.CancellationToken,
        commands);
}
