using PiPS.Engine.Benchmarking.Cores;
using PiPS.Engine.Estimating;
using PiPS.Engine.Launchers;
using PiPS.Engine.Launchers.Testing;
using PiPS.Engine.Protocol;
using PiPS.Engine.Tests.Servers;
using PiPS.Engine.Tests.Workers;

namespace PiPS.Engine.Tests.Launchers;

/// <summary>What a test of hosts says of those that are well, that fail, that are slow, and that are of another version.</summary>
[Collection(nameof(Alone))]
public sealed class LauncherTestTests
{
    private readonly SharedSshServer _ssh;

    public LauncherTestTests(SharedSshServer ssh)
    {
        _ssh = ssh;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Says_what_a_worker_is_and_does(int threads)
    {
        HostTest row = Test(("web1", $"worker --threads {threads}"), threads);

        Assert.Equal(("web1", "Ready", "", ""), (row.Place, row.Status, row.Message, row.Recommendation));
        Assert.Equal((Hello.OfThisProcess().Host, Hello.ThisVersion, threads), (row.Host, row.ProductVersion, row.Threads));
        Assert.InRange(row.Processors!.Value, 1, 4096);
        Assert.InRange(row.Rate!.Value, 1e5, 1e14);
        Assert.InRange(row.RoundTrip!.Value, 0.0, 30.0);
        Assert.InRange(row.StartUp!.Value, 0.001, 60.0);
        Assert.InRange(row.ClockOffset!.Value, -HostFinding.MostClockOffset, HostFinding.MostClockOffset);
        Assert.True(row.IsReady);
    }

    [Theory]
    [InlineData("echo no room left >&2; exit 5", "NoHello", "no room left")]
    [InlineData("echo Welcome; exit 0", "NoHello", "Welcome")]
    [InlineData("exec 3<&0; \"$0\" worker <&3 & pid=$!; sleep 0.2; kill -9 $pid", "", "")]
    public void Says_why_there_is_no_worker(string script, string status, string part)
    {
        HostTest row = Test(("web1", script));

        Assert.False(row.IsReady);
        Assert.Matches(status, row.Status);
        Assert.Contains(part, row.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", row.Recommendation, StringComparison.Ordinal);
        Assert.Null(row.Rate);
    }

    [Fact]
    public void Says_which_version_is_there()
    {
        string hello = FakeWorker.Print(new FrameEncoder().Preface().Hello(new(1, 7, 0, "\u001B[31mnode1", "0.0.1", "12", "3")).Bytes.ToArray());

        HostTest row = Test(("web1", $"{hello}; exec sleep 600"));

        Assert.Equal(("WrongVersion", "0.0.1", 7), (row.Status, row.ProductVersion, row.Processors));
        Assert.Equal(("[31mnode1", "12", "3"), (row.Host, row.JobId, row.StepId));
        Assert.Contains("Update PiPS there", row.Recommendation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exec sleep 600")]
    [InlineData("trap '' TERM; sleep 600; true")]
    public void Gives_up_what_takes_too_long(string script)
    {
        HostTest row = Test(("web1", script), time: TimeSpan.FromSeconds(0.5));

        Assert.Equal("TimedOut", row.Status);
        Assert.Contains("0.5 s", row.Message, StringComparison.Ordinal);
        NothingIsLeft();
    }

    [Fact]
    public void Has_a_row_for_each_host_and_few_at_once()
    {
        TestPlace[] places = [.. Enumerable.Range(0, 50).Select(n => new TestPlace($"web{n}", MadeUpLauncher.Of(("x", "exit 1"))))];
        Rows rows = new();
        int now = 0, most = 0;

        HostTest Try(TestPlace place, CancellationToken stop)
        {
            int together = Interlocked.Increment(ref now);
            InterlockedMax(ref most, together);
            Thread.Yield();
            Interlocked.Decrement(ref now);
            return new() { Place = place.Name, Status = "Ready", Threads = 1 };
        }

        IReadOnlyList<HostTest> tested = LauncherTest.Run(places, 10, Try, Deadline.Generous, rows, TestContext.Current.CancellationToken);

        Assert.Equal(places.Select(place => place.Name).Order(), tested.Select(row => row.Place).Order());
        Assert.Equal(tested, rows.All);
        Assert.InRange(most, 1, 10);
        Assert.Equal((50, 50, TimeSpan.Zero), (rows.Last.Done, rows.Last.Total, rows.Last.Remaining));
        Assert.Equal(1.0, rows.Last.Share);
    }

    [Fact]
    public void Ends_with_who_looks_on_and_leaves_nothing()
    {
        Proc.SkipUnlessLinux();
        Rows rows = new() { Throws = true };
        TestPlace[] places = [new("a", MadeUpLauncher.Of(("a", "exit 1"))), .. Enumerable.Range(0, 3).Select(n => new TestPlace($"b{n}", MadeUpLauncher.Of(("b", "sleep 600; true"))))];

        Assert.Throws<TimeoutException>(() => LauncherTest.Run(
            places, 4, (place, stop) => new HostTry(place, Deadline.Generous).Run(stop), Deadline.Generous, rows, TestContext.Current.CancellationToken));

        NothingIsLeft();
    }

    [Fact]
    public void Ends_when_it_is_stopped_and_leaves_nothing()
    {
        Proc.SkipUnlessLinux();

        for (int i = 0; i < 3; i++)
        {
            using CancellationTokenSource stop = new(TimeSpan.FromMilliseconds(50 + (200 * i)));
            Assert.ThrowsAny<OperationCanceledException>(() => LauncherTest.Run(
                MadeUpLauncher.Of(("web1", i % 2 == 0 ? "sleep 600; true" : "worker; sleep 600")), Deadline.Generous, new Rows(), stop.Token));
        }

        NothingIsLeft();
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-1.0)]
    [InlineData(86_401.0)]
    public void Refuses_a_time_that_nobody_means(double seconds)
    {
        InvalidOptionException refused = Assert.Throws<InvalidOptionException>(() => LauncherTest.Run(
            MadeUpLauncher.Of(("web1", "worker")), TimeSpan.FromSeconds(seconds), new Rows(), TestContext.Current.CancellationToken));

        Assert.Equal(nameof(LauncherErrors.TestTimeOutOfRange), refused.Id);
    }

    // seconds ahead, round trip => status
    [Theory]
    [InlineData(0.0, 0.1, "Ready", "")]
    [InlineData(1.99, 0.0, "Ready", "")]
    [InlineData(-2.01, 0.0, "Clock", "2.0 s behind")]
    [InlineData(3600.0, 0.5, "Clock", "3,600.0 s ahead of")]
    [InlineData(2.2, 0.6, "Ready", "")]
    public void Says_when_a_clock_is_surely_off(double ahead, double roundTrip, string status, string part)
    {
        HostFinding finding = HostFinding.OfClock("web1", ahead, roundTrip);

        Assert.Equal(status, finding.Status.ToString());
        Assert.Contains(part, finding.Message, StringComparison.Ordinal);
    }

    // by how much blocks are off, and the second of two long counts => is right
    [Theory]
    [InlineData(0, 0, 0, true)]
    [InlineData(1, 0, 0, false)]
    [InlineData(1, -1, 0, false)]
    [InlineData(0, 0, 5, false)]
    public void Compares_every_block_not_the_sum(int firstOff, int lastOff, int longOff, bool isRight)
    {
        int longs = 0;
        HostTrial trial = new(questions => [.. questions.Select(asked =>
        {
            bool isLong = asked.Blocks > 1;
            long hits = isLong ? 1_000_000 + (longs++ * longOff)
                : GoldenBlocks.Hits[(int)asked.First] + (asked.First == 0 ? firstOff : asked.First == 127 ? lastOff : 0);
            return new Counted(asked.First, asked.Blocks, asked.Blocks * GoldenBlocks.Size, hits, asked.Blocks * 1_000_000, 0);
        })]);

        trial.Run(processors: 4, threads: 8);

        Assert.Equal(isRight, trial.IsRight);

        // A block a millisecond, and no thread more than processors: a tenth of a second's blocks, twice.
        Assert.Equal(2, longs);
        Assert.Equal(GoldenBlocks.Size * 1000.0, trial.Rate, 1.0);
    }

    [Fact]
    public void Finds_hosts_of_a_real_server_ready_and_others_without_a_key()
    {
        SshLauncher launcher = new() { HostNames = ["web1", "web2"], Options = ["-F", _ssh.Server.ConfigPath] };
        Rows rows = new();

        IReadOnlyList<HostTest> ready = LauncherTest.Run(launcher, Deadline.Generous, rows, TestContext.Current.CancellationToken);
        IReadOnlyList<HostTest> refused = LauncherTest.Run(
            launcher with { Options = ["-oIdentityFile=none", "-i", _ssh.Server.WrongKeyFilePath, .. _ssh.Server.ClientOptions, $"-p{_ssh.Server.Port}", "-oHostName=127.0.0.1"] },
            Deadline.Generous, new Rows(), TestContext.Current.CancellationToken);

        Assert.Equal(["web1", "web2"], ready.Select(row => row.Place).Order());
        Assert.All(ready, row => Assert.Equal("Ready", row.Status));
        Assert.Equal(2, refused.Count);
        Assert.All(refused, row => Assert.Contains("Permission denied", row.Message, StringComparison.Ordinal));
    }

    private static HostTest Test((string, string) host, int threads = 1, TimeSpan? time = null)
        => LauncherTest.Run(MadeUpLauncher.Of(host) with { ThreadsPerWorker = threads }, time ?? Deadline.Generous, new Rows(), TestContext.Current.CancellationToken).Single();

    private static void NothingIsLeft() => Eventually.Holds(
        () => Proc.ChildrenOf(Environment.ProcessId).All(id => Proc.NameOf(id) is not ("sh" or "pips" or "setsid" or "sleep")), "no child is left");

    private static void InterlockedMax(ref int most, int value)
    {
        for (int seen = most; seen < value; seen = most)
        {
            _ = Interlocked.CompareExchange(ref most, value, seen);
        }
    }

    private sealed class Rows : ILauncherTestObserver
    {
        public List<HostTest> All { get; } = [];

        public LauncherTestProgress Last { get; private set; }

        public bool Throws { get; init; }

        public void Progressed(LauncherTestProgress progress) => Last = progress;

        public void Tested(HostTest host)
        {
            All.Add(host);

            if (Throws)
            {
                throw new TimeoutException();
            }
        }
    }
}
