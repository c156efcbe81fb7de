using PiPS.Engine.Estimating;
using PiPS.Engine.Launchers;

namespace PiPS.Engine.Tests.Launchers;

/// <summary>The command line of srun, and what an allocation has room for.</summary>
public sealed class SlurmWordsTests
{
    private static readonly SlurmLauncher Outside = new() { Environment = new Dictionary<string, string> { ["SLURM_JOB_ID"] = "" } };

    [Fact]
    public void Asks_for_a_job_of_its_own_outside_of_an_allocation()
    {
        SlurmLauncher launcher = Outside with
        {
            Partition = "main",
            Account = "physics",
            Constraint = "avx512",
            Time = TimeSpan.FromMinutes(1.5),
            ThreadsPerWorker = 4,
            Options = ["--exclusive", "-x", "n7"],
        };

        IReadOnlyList<string> words = SlurmWords.Of(launcher, "pips-1", ["n2", "n1"]);

        Assert.Equal(
            ["--partition=main", "--account=physics", "--constraint=avx512", "--time=2", "--exclusive", "-x", "n7", "--exclude=n7,n1,n2", "--job-name=pips-1"],
            words.TakeLast(9));
        Assert.Contains("-c4", words);
        Assert.DoesNotContain("--mem=0", words);
    }

    [Fact]
    public void Takes_a_step_within_an_allocation_and_shares_its_memory()
    {
        IReadOnlyList<string> words = SlurmWords.Of(Inside("4(x2)", "8") with { Partition = "main", Time = TimeSpan.FromHours(1) }, "pips-1", []);

        Assert.Equal(["--no-kill", "--mem=0", "--job-name=pips-1"], words.TakeLast(3));
        Assert.DoesNotContain(words, word => word.StartsWith("--partition", StringComparison.Ordinal) || word.StartsWith("--time", StringComparison.Ordinal));
        Assert.DoesNotContain("--mem=0", SlurmWords.Of(Inside("4", "4") with { Options = ["--mem-per-cpu=2G"] }, "pips-1", []));
    }

    [Fact]
    public void Has_as_many_workers_as_the_allocation_has_tasks_and_refuses_more_than_it_has_processors()
    {
        SlurmLauncher launcher = Inside("4(x2)", "6");

        Assert.Equal((6, 8), (launcher.UsualCount, launcher.Capacity));
        Assert.Equal("LauncherHasNoRoom", Assert.Throws<InvalidOptionException>(() => LauncherCheck.ThrowIfInvalid(launcher, 9)).Id);
        Assert.Null((launcher with { Options = ["--overlap"] }).Capacity);
        Assert.Null((launcher with { Options = ["--jobid=7"] }).UsualCount);
    }

    [Theory]
    [InlineData("4(x2)", 1, 8)]
    [InlineData("4(x2),8", 3, 4)]
    [InlineData("72", 72, 1)]
    [InlineData("", 1, null)]
    [InlineData("4(x", 1, null)]
    [InlineData("four", 1, null)]
    public void Counts_the_room_of_an_allocation(string processors, int threads, int? workers)
        => Assert.Equal(workers, SlurmAllocation.Workers(processors, threads));

    [Theory]
    [InlineData("1-02:03:04", 93784.0)]
    [InlineData("10:00", 600.0)]
    [InlineData("0:07", 7.0)]
    [InlineData("UNLIMITED", null)]
    [InlineData("INVALID", null)]
    [InlineData("NOT_SET", null)]
    public void Reads_the_time_left(string text, double? seconds) => Assert.Equal(seconds, SlurmClock.Left(text));

    [Theory]
    [InlineData("10:00", 569.0, false)]
    [InlineData("10:00", 571.0, true)]
    [InlineData("1:00", 53.0, false)]
    [InlineData("1:00", 55.0, true)]
    [InlineData("UNLIMITED", 1e9, false)]
    public void Knows_when_a_job_has_no_time_for_more_work(string left, double now, bool isNear)
    {
        double time = 0.0;
        using SlurmClock clock = new(_ => string.Empty, () => time);

        clock.Heard($"12 {left}\n13 1-00:00:00");
        time = now;

        Assert.Equal(isNear, clock.IsNearEnd("12"));
        Assert.False(clock.IsNearEnd("14"));
        Assert.False(clock.IsNearEnd(null));
    }

    [Fact]
    public void What_one_worker_of_an_allocation_is_told_is_so_for_those_that_come_later()
    {
        using SlurmClock clock = new(_ => string.Empty);
        clock.Heard("12 10:00");
        Assert.False(clock.IsNearEnd("12"));

        clock.Tell();

        Assert.All(["12", "13", "", null], job => Assert.True(clock.IsNearEnd(job)));
    }

    private static SlurmLauncher Inside(string processors, string tasks) => new()
    {
        Environment = new Dictionary<string, string> { ["SLURM_JOB_ID"] = "7", ["SLURM_NTASKS"] = tasks, ["SLURM_JOB_CPUS_PER_NODE"] = processors },
    };
}
