using PiPS.Engine.Estimating;
using PiPS.Engine.Estimating.Checkpoints;
using PiPS.Engine.Protocol;
using PiPS.Engine.Sampling;
using PiPS.Engine.Tests.Workers;

namespace PiPS.Engine.Tests.Estimating.Checkpoints;

/// <summary>A run that goes on from a checkpoint has the answer of one that was never interrupted.</summary>
public sealed class CheckpointRunTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pips-checkpoint").FullName;

    private string File => Path.Join(_folder, "run.jsonl");

    private EstimateOptions Options => new() { Seed = 42, Trials = 3_000_000_001, Type = WorkerType.Thread, WorkerCount = 3, CheckpointPath = File };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_asked_to_be_saved_is_written_at_once_whatever_the_interval()
    {
        Job job = new(Generator.Xoshiro256PlusPlus, 42, 1 << 20, 1L << 40);
        using Checkpoint checkpoint = Checkpoint.Open(File, TimeSpan.FromDays(1));
        checkpoint.Begin(job, _ => { });
        checkpoint.Stage(new(0, 1 << 20), out _);

        for (int block = 0; block < 100; block++)
        {
            checkpoint.Add(new(block, 1, 1 << 20, 5));
            checkpoint.Save();

            Assert.Contains($"[[0,{block + 1},", System.IO.File.ReadLines(File).Last(), StringComparison.Ordinal);
        }

        // Nothing is left to be written: that is no reason to wait, or to end.
        checkpoint.Save();
        checkpoint.Add(new(100, 1, 1 << 20, 5));
        checkpoint.Save();
        Assert.Contains("[[0,101,", System.IO.File.ReadLines(File).Last(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_removed_meanwhile_is_noticed_once()
    {
        List<string> notices = [];
        Job job = new(Generator.Xoshiro256PlusPlus, 42, 1 << 20, 1L << 40);

        using (Checkpoint checkpoint = Checkpoint.Open(File, TimeSpan.FromDays(1)))
        {
            checkpoint.Begin(job, notices.Add);
            checkpoint.Stage(new(0, 1 << 20), out _);
            System.IO.File.Delete(File);

            for (int block = 0; block < 3; block++)
            {
                checkpoint.Add(new(block, 1, 1 << 20, 5));
                checkpoint.Save();
            }
        }

        Assert.Contains("was removed or renamed", Assert.Single(notices), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/dev/null")]
    [InlineData("/dev/full")]
    [InlineData("/dev/zero")]
    public void A_device_is_refused_before_anything_is_written_to_it(string device)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Its devices are Linux's.");

        string message = Refused(nameof(CheckpointErrors.CheckpointNotOpened), Options with { CheckpointPath = device });

        Assert.EndsWith("It is no ordinary file.", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(WorkerType.Sequential, null)]
    [InlineData(WorkerType.Thread, 5)]
    [InlineData(WorkerType.Process, 2)]
    public void Goes_on_with_other_workers_after_a_stop(WorkerType type, int? workers)
    {
        Interrupt(Options);

        PiEstimate resumed = Run(Options with { Type = type, WorkerCount = workers });

        Assert.InRange(resumed.ResumedTrials, 1, 3_000_000_000);
        Assert.Equal(Run(Options with { CheckpointPath = null }).Hits, resumed.Hits);
        Assert.Equal(resumed.Trials - resumed.ResumedTrials, resumed.Workers.Sum(worker => worker.Trials));
    }

    [Fact]
    public void What_is_done_is_answered_without_a_worker_and_gives_its_seed()
    {
        PiEstimate first = Run(Options with { Seed = null });

        PiEstimate again = Run(Options with { Seed = null, Type = WorkerType.Process });

        Assert.Equal((first.Hits, first.Seed, first.Trials), (again.Hits, again.Seed, again.ResumedTrials));
        Assert.Empty(again.Workers);
        Assert.Equal(0.0, again.Rate);
    }

    [Fact]
    public void More_trials_go_on_from_fewer()
    {
        Run(Options);

        PiEstimate longer = Run(Options with { Trials = 5_000_000_000 });

        Assert.InRange(longer.ResumedTrials, 2_000_000_000, 3_000_000_000);
        Assert.Equal(Run(Options with { Trials = 5_000_000_000, CheckpointPath = null }).Hits, longer.Hits);
    }

    [Fact]
    public void Fewer_trials_than_it_has_in_one_piece_are_refused()
    {
        Run(Options);

        Refused(nameof(CheckpointErrors.CheckpointBeyond), Options with { Trials = 1_000_000 });
    }

    [Theory]
    [InlineData(2e-5)]
    [InlineData(3e-5)]
    public void A_target_error_stops_at_the_same_trial(double target)
    {
        EstimateOptions options = Options with { Trials = null, TargetError = target };
        PiEstimate straight = Run(options with { CheckpointPath = null });

        Interrupt(options);
        PiEstimate resumed = Run(options);
        PiEstimate again = Run(options);

        Assert.InRange(resumed.ResumedTrials, 1, resumed.Trials);
        Assert.Equal((straight.Trials, straight.Hits), (resumed.Trials, resumed.Hits));
        Assert.Equal((straight.Trials, straight.Hits, straight.Trials), (again.Trials, again.Hits, again.ResumedTrials));
    }

    [Fact]
    public void A_run_by_the_clock_goes_on_and_counts_a_prefix()
    {
        EstimateOptions timed = Options with { Trials = null, Duration = TimeSpan.FromMilliseconds(200) };
        PiEstimate first = Run(timed);

        PiEstimate second = Run(timed);

        Assert.InRange(second.ResumedTrials, 1, second.Trials - 1);
        Assert.InRange(second.Trials, first.ResumedTrials + 1, long.MaxValue);
        Assert.Equal(Estimates.HitsAgain(second, new()), second.Hits);
    }

    [Fact]
    public void A_run_that_has_blocks_of_another_order_counts_by_the_clock_from_there()
    {
        // Shares of three workers: what is known isn't a prefix.
        Interrupt(Options);

        PiEstimate timed = Run(Options with { Trials = null, Duration = TimeSpan.FromMilliseconds(300) });

        Assert.InRange(timed.ResumedTrials, 1, timed.Trials);
        Assert.Equal(Estimates.HitsAgain(timed, new()), timed.Hits);
    }

    // What differs => how it is refused
    public static TheoryData<string, string> Others => new()
    {
        { "seed", nameof(CheckpointErrors.CheckpointDiffers) },
        { "generator", nameof(CheckpointErrors.CheckpointDiffers) },
        { "block size", nameof(CheckpointErrors.CheckpointDiffers) },
    };

    [Theory, MemberData(nameof(Others))]
    public void Another_run_is_refused_and_the_file_left_alone(string what, string id)
    {
        EstimateOptions small = Options with { Trials = 100_000, Generator = Generator.MersenneTwister, BlockSize = 1000 };
        Run(small);
        string before = System.IO.File.ReadAllText(File);

        string said = Refused(id, what switch
        {
            "seed" => small with { Seed = 43 },
            "generator" => small with { Generator = Generator.Xoshiro256PlusPlus, BlockSize = null },
            _ => small with { BlockSize = 2000 },
        });

        Assert.Contains(what, said, StringComparison.Ordinal);
        Assert.Equal(before, System.IO.File.ReadAllText(File));
    }

    [Fact]
    public void A_file_is_one_commands_at_a_time()
    {
        using Checkpoint first = Checkpoint.Open(File, interval: null);

        Refused(nameof(CheckpointErrors.CheckpointInUse), Options);
    }

    [Fact]
    public void A_file_that_cant_be_is_refused_before_any_work()
    {
        Refused(nameof(CheckpointErrors.CheckpointNotOpened), Options with { CheckpointPath = _folder });
        Refused(nameof(CheckpointErrors.CheckpointNotOpened), Options with { CheckpointPath = Path.Join(_folder, "none", "x") });
        Refused(nameof(CheckpointErrors.CheckpointIntervalOutOfRange), Options with { CheckpointInterval = TimeSpan.FromSeconds(-1) });
        Refused(nameof(CheckpointErrors.CheckpointIntervalAlone), Options with { CheckpointPath = null, CheckpointInterval = TimeSpan.Zero });
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_disk_without_room_is_told_of_and_ends_no_run()
    {
        Watcher watcher = new();

        // A file that takes the first line and no other.
        using Checkpoint checkpoint = Checkpoint.On("full", new FullDisk(300));
        checkpoint.Begin(new(Generator.MersenneTwister, 1, Contents.BlockSize, 100_000), watcher.Noticed);
        checkpoint.Stage(new(0, 1000), out _);

        for (long block = 0; block < 1000; block += 2)
        {
            checkpoint.Add(Contents.Blocks(block, block + 1));
        }

        checkpoint.Dispose();
        Assert.Contains(watcher.Notices, notice => notice.Contains("No space left", StringComparison.Ordinal));
    }

    private static PiEstimate Run(EstimateOptions options)
        => EstimateRun.Execute(options, [Estimates.Pips], observer: null, TestContext.Current.CancellationToken);

    // Ctrl+C once some of it is in the file.
    private void Interrupt(EstimateOptions options)
    {
        using CancellationTokenSource stop = new();
        Task run = Task.Run(() => EstimateRun.Execute(
            options with { CheckpointInterval = TimeSpan.Zero }, [Estimates.Pips], observer: null, stop.Token));
        Eventually.Holds(() => run.IsCompleted || (System.IO.File.Exists(File) && Lines() > 1), "something is kept");
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(run.GetAwaiter().GetResult);
    }

    private int Lines()
    {
        using FileStream file = new(File, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using StreamReader reader = new(file);
        return reader.ReadToEnd().Count(character => character == '\n');
    }

    private static string Refused(string id, EstimateOptions options)
    {
        InvalidOptionException refused = Assert.Throws<InvalidOptionException>(() => Run(options));
        Assert.Equal(id, refused.Id);
        Assert.NotEmpty(refused.Advice);
        return refused.Message;
    }
}
