using PiPS.Engine.Benchmarking.Cores;
using PiPS.Engine.Estimating;
using PiPS.Engine.Machine;
using PiPS.Engine.Sampling;
using PiPS.Engine.Tests.Workers;

namespace PiPS.Engine.Tests.Benchmarking.Cores;

public sealed class CoreTestRunTests
{
    // id, options
    public static TheoryData<string, CoreTestOptions> Refused => new()
    {
        { "ProcessorNotUsable", new() { Processors = [0, 9] } },
        { "ProcessorNotUsable", new() { Processors = [-1] } },
        { "NoProcessor", new() { Processors = [] } },
        { "RepeatOutOfRange", new() { Repeat = 0 } },
        { "RepeatOutOfRange", new() { Repeat = CoreTestOptions.MaximumRepeat + 1 } },
        { "RepeatWithDuration", new() { Repeat = 3, Duration = TimeSpan.FromSeconds(1) } },
        { "DurationOutOfRange", new() { Duration = TimeSpan.Zero } },
        { "TrialsOutOfRange", new() { Trials = 0 } },
        { "SlowThresholdOutOfRange", new() { SlowThreshold = 0.0 } },
        { "SlowThresholdOutOfRange", new() { SlowThreshold = 1.0 } },
        { "SlowThresholdOutOfRange", new() { SlowThreshold = double.NaN } },
        { "UnknownLoad", new() { Load = (CoreLoad)7 } },
        { "UnknownGenerator", new() { Generator = (Generator)7 } },
    };

    [Theory, MemberData(nameof(Refused))]
    public void Refuses_before_any_work(string id, CoreTestOptions options)
    {
        FakeBench bench = new(0, 1);

        InvalidOptionException refused = Assert.Throws<InvalidOptionException>(() => CoreTests.Run(bench, options));

        Assert.Equal(id, refused.Id);
        Assert.NotEmpty(refused.Advice);
        Assert.Empty(bench.Visits);
    }

    [Fact]
    public void Refuses_where_threads_cant_be_kept_on_processors()
        => Assert.Equal(
            "PinningUnsupported",
            Assert.Throws<InvalidOptionException>(() => CoreTests.Run(new FakeBench(0) { IsSupported = false })).Id);

    [Fact]
    public void Tests_the_processors_asked_for_each_once()
    {
        FakeBench bench = new(0, 1, 2, 3);

        IReadOnlyList<CoreTest> rows = CoreTests.Run(bench, new() { Trials = 1, Processors = [3, 1, 3], Repeat = 2 });

        Assert.Equal([1, 3], rows.Select(row => row.Processor));
        Assert.Equal([1, 1, 3, 3], bench.Visits.Order());
        Assert.All(rows, row => Assert.Equal(2 * GoldenBlocks.Size, row.Trials));
    }

    [Fact]
    public void Visits_every_processor_once_a_round_in_changing_order()
    {
        FakeBench bench = new([.. Enumerable.Range(0, 8)]);

        CoreTests.Run(bench, new() { Trials = 1, Repeat = 6 });

        int[][] rounds = [.. bench.Visits.Chunk(8)];
        Assert.Equal(6, rounds.Length);
        Assert.All(rounds, round => Assert.Equal(Enumerable.Range(0, 8), round.Order()));
        Assert.Equal(6, rounds.Select(round => string.Join(',', round)).Distinct().Count());
        Assert.Equal(1, bench.MostAtATime);
    }

    [Fact]
    public void Has_all_processors_busy_at_once_if_asked_to()
    {
        // Who is alone here waits for the others for ever, or until the test has had enough.
        using Barrier together = new(3);
        bool met = true;
        FakeBench bench = new(0, 1, 2)
        {
            OnBlock = processor => met &= processor < 0 || together.SignalAndWait(Deadline.Generous),
        };

        IReadOnlyList<CoreTest> rows = CoreTests.Run(bench, new() { Trials = 4 * GoldenBlocks.Size, Load = CoreLoad.All, Repeat = 2 });

        Assert.True(met);
        Assert.Equal(3, bench.MostAtATime);
        Assert.Single(rows.Select(row => (row.Hits, row.Expected, row.Trials)).Distinct());
    }

    [Fact]
    public void Counts_every_block_by_every_kernel()
    {
        HashSet<(string, int)> counted = [];
        FakeBench bench = new(0)
        {
            Counts = (processor, kernel, block, right) =>
            {
                _ = processor == 0 && counted.Add((kernel, block));
                return right;
            },
        };

        CoreTests.Run(bench, new() { Trials = 100 * GoldenBlocks.Size });

        Assert.Equal(2 * GoldenBlocks.Count, counted.Count);
    }

    [Fact]
    public void A_processor_that_refuses_is_lost_and_the_others_are_tested()
    {
        Reporter watcher = new();
        FakeBench bench = new(0, 1, 2) { Refuses = (processor, visit) => processor == 1 && visit == 1 };

        IReadOnlyList<CoreTest> rows = CoreTests.Run(bench, observer: watcher);

        Assert.Equal(["Pass", "Lost", "Pass"], CoreTests.Verdicts(rows));
        Assert.Equal((0, 0.0, 0.0), (rows[1].Trials, rows[1].Rate, rows[1].Deviation));
        Assert.Equal(1, bench.Visits.Count(processor => processor == 1));
        Assert.Matches("processor 1 .*The system said no", Assert.Single(watcher.Notices));
    }

    [Fact]
    public void A_processor_that_goes_offline_is_lost_with_what_it_counted()
    {
        Reporter watcher = new();
        FakeBench bench = new(0, 1) { GoesOffline = (processor, visit) => processor == 1 && visit == 3 };

        IReadOnlyList<CoreTest> rows = CoreTests.Run(bench, observer: watcher);

        Assert.Equal(["Pass", "Lost"], CoreTests.Verdicts(rows));
        Assert.Equal(2, rows[1].Samples.Count);
        Assert.Equal(3, bench.Visits.Count(processor => processor == 1));
        Assert.Equal(0.0, rows[0].Deviation);
        Assert.Single(watcher.Notices);
    }

    [Fact]
    public void Ends_when_all_are_lost()
    {
        FakeBench bench = new(0, 1) { Refuses = (_, _) => true };

        Assert.Equal(["Lost", "Lost"], CoreTests.Verdicts(CoreTests.Run(bench)));
        Assert.Equal(2, bench.Visits.Count);
    }

    [Theory]
    [InlineData(CoreLoad.One)]
    [InlineData(CoreLoad.All)]
    public void Goes_on_until_the_time_is_over(CoreLoad load)
    {
        Reporter watcher = new();
        FakeBench bench = new(0, 1) { HasOneClock = true };

        IReadOnlyList<CoreTest> rows = CoreTests.Run(bench, new() { Duration = TimeSpan.FromSeconds(5), Load = load }, watcher);

        Assert.Equal(["Pass", "Pass"], CoreTests.Verdicts(rows));
        Assert.All(rows, row => Assert.InRange(row.Samples.Count, 5, 50));
    }

    [Fact]
    public void Has_one_repeat_of_each_however_short_the_time()
    {
        FakeBench bench = new(0, 1, 2) { HasOneClock = true };

        Assert.All(CoreTests.Run(bench, new() { Duration = TimeSpan.FromMilliseconds(1) }), row => Assert.Single(row.Samples));
    }

    [Theory]
    [InlineData(CoreLoad.One)]
    [InlineData(CoreLoad.All)]
    public void Stops_behind_the_block_in_hand_and_leaves_no_thread(CoreLoad load)
    {
        using CancellationTokenSource stop = new();
        int blocks = 0;
        FakeBench bench = new(0, 1)
        {
            OnBlock = processor =>
            {
                if (processor >= 0 && Interlocked.Increment(ref blocks) == 1000)
                {
                    stop.Cancel();
                    Thread.Yield();
                }
            },
        };

        Assert.ThrowsAny<OperationCanceledException>(
            () => CoreTestRun.Execute(new() { Trials = 1L << 60, Load = load }, bench, null, stop.Token));
        Assert.All(bench.Threads, thread => Assert.False(thread.IsAlive));
        Assert.Equal(load == CoreLoad.One ? 1 : 2, bench.Visits.Count);
    }

    [Fact]
    public void An_observer_that_throws_ends_the_test_with_its_exception()
    {
        InvalidDataException thrown = new("I have seen enough.");
        FakeBench bench = new(0, 1) { HasOneClock = true };

        Assert.Same(thrown, Assert.Throws<InvalidDataException>(
            () => CoreTests.Run(bench, new() { Trials = 1L << 60 }, new Reporter(_ => throw thrown))));
        Assert.All(bench.Threads, thread => Assert.False(thread.IsAlive));
    }

    [Fact]
    public void What_goes_wrong_on_a_processor_is_told()
    {
        FakeBench bench = new(0, 1)
        {
            OnBlock = processor => _ = processor == 1 ? throw new InvalidDataException("The kernel burns.") : 0,
        };

        Assert.Matches("processor 1 .*The kernel burns", Assert.Throws<InvalidOperationException>(() => CoreTests.Run(bench)).Message);
        Assert.All(bench.Threads, thread => Assert.False(thread.IsAlive));
    }

    [Fact]
    public void Tells_how_far_it_is_and_the_time_left()
    {
        Reporter watcher = new();
        int blocks = 0;
        FakeBench bench = new(0, 1)
        {
            HasOneClock = true,

            // 3,000 blocks are 0.3 s: then there is something to tell, and the processor waits until it was told.
            OnBlock = processor =>
            {
                int block = processor < 0 ? 0 : ++blocks;
                Eventually.Holds(() => block / 3000 <= watcher.Progress.Count, "there is progress");
            },
        };

        CoreTests.Run(bench, new() { Trials = 2000 * GoldenBlocks.Size, Repeat = 10 }, watcher);

        Assert.InRange(watcher.Progress.Count, 40_000 / 3000, 40_000 / 2500);
        Assert.All(watcher.Progress, now =>
        {
            Assert.Equal((int?)10, now.Rounds);
            Assert.InRange(now.Round, 1, 10);
            Assert.InRange(now.Share, (now.Round - 1) / 10.0, now.Round / 10.0);
            Assert.True(now.Processor is 0 or 1);
        });
        Assert.Equal(watcher.Progress.Select(now => now.Share).Order(), watcher.Progress.Select(now => now.Share));
        Assert.Contains(watcher.Progress, now => now.Remaining > TimeSpan.Zero);
    }

    [Theory]
    [InlineData(Generator.Xoshiro256PlusPlus, CoreLoad.One)]
    [InlineData(Generator.Xoshiro256PlusPlus, CoreLoad.All)]
    [InlineData(Generator.MersenneTwister, CoreLoad.All)]
    public void This_machines_processors_count_what_they_should(Generator generator, CoreLoad load)
    {
        Assert.SkipUnless(UsableProcessors.ForPinning() is not null, "Threads can't be kept on processors here.");

        IReadOnlyList<CoreTest> rows = CoreTestRun.Execute(
            new() { Trials = 8 * GoldenBlocks.Size, Repeat = 2, Generator = generator, Load = load },
            stop: TestContext.Current.CancellationToken);

        Assert.Equal(UsableProcessors.ForPinning(), rows.Select(row => row.Processor));
        Assert.All(rows, row =>
        {
            Assert.Equal("Pass", row.Verdict);
            Assert.Equal(16 * GoldenBlocks.Size, row.Trials);
            Assert.Equal(row.Expected, row.Hits);
            Assert.All(row.Samples, sample => Assert.True(sample.Rate > 0.0));
        });
    }

    private sealed class Reporter(Action<CoreTestProgress>? progressed = null) : ICoreTestObserver
    {
        public List<CoreTestProgress> Progress { get; } = [];

        public List<string> Notices { get; } = [];

        public void Progressed(CoreTestProgress progress)
        {
            Progress.Add(progress);
            progressed?.Invoke(progress);
        }

        public void Noticed(string message) => Notices.Add(message);
    }
}
