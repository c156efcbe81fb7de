using PiPS.Engine.Estimating;
using PiPS.Engine.Sampling;
using PiPS.Engine.Tests.Sampling;
using PiPS.Engine.Tests.Workers;

namespace PiPS.Engine.Tests.Estimating;

/// <summary>The hits depend on the seed, the trials, the generator and the block size, and on nothing else.</summary>
public sealed class SameHitsTests
{
    // type, workers
    public static TheoryData<WorkerType, int?> Crews => new()
    {
        { WorkerType.Auto, null },
        { WorkerType.Auto, 3 },
        { WorkerType.Sequential, null },
        { WorkerType.Thread, null },
        { WorkerType.Thread, 1 },
        { WorkerType.Thread, 2 },
        { WorkerType.Thread, 7 },
        { WorkerType.Thread, 100 },
        { WorkerType.Process, null },
        { WorkerType.Process, 1 },
        { WorkerType.Process, 3 },
    };

    [Theory, MemberData(nameof(Crews))]
    public void Every_crew_counts_the_golden_hits(WorkerType type, int? workers)
    {
        PiEstimate estimate = Estimates.Run(Estimates.Golden(type, workers));

        Assert.Equal(Estimates.GoldenHits, estimate.Hits);
        Assert.Equal((100_000_000, 42UL, "Xoshiro256PlusPlus", 1L << 20), (estimate.Trials, estimate.Seed, estimate.Generator, estimate.BlockSize));
        Assert.Equal(3.14158832, estimate.Value, 1e-15);
        Assert.InRange(estimate.WorkerCount, 1, workers ?? 4096);
    }

    [Theory, MemberData(nameof(Crews))]
    public void Every_crew_replays_CPython_alike(WorkerType type, int? workers)
    {
        const long trials = 2_500_001;
        long hits = Blocks.Count(TrialSources.Create(Generator.MersenneTwister, 5), trials);
        EstimateOptions options = Twister(5, trials, null) with { Type = type, WorkerCount = workers };

        Assert.Equal(hits, Estimates.Run(options).Hits);
    }

    // block size, trials
    [Theory]
    [InlineData(1, 3_000)]
    [InlineData(1_000, 300_500)]
    [InlineData(1_000_003, 3_000_000)]
    [InlineData(1L << 62, 1_500_000)]
    public void Every_block_size_has_hits_of_its_own_whoever_counts(long blockSize, long trials)
    {
        long hits = Blocks.Count(TrialSources.Create(Generator.MersenneTwister, 9), trials, blockSize);

        foreach ((WorkerType type, int workers) in new[] { (WorkerType.Thread, 1), (WorkerType.Thread, 4), (WorkerType.Process, 2) })
        {
            PiEstimate estimate = Estimates.Run(Twister(9, trials, blockSize) with { Type = type, WorkerCount = workers });
            Assert.Equal((hits, blockSize), (estimate.Hits, estimate.BlockSize));
        }
    }

    // The hits of the tutorial's calls estimate(12500000) under random.seed(1) and random.seed(2), by CPython 3.11.
    [Theory]
    [InlineData(WorkerType.Sequential)]
    [InlineData(WorkerType.Thread)]
    [InlineData(WorkerType.Process)]
    public void The_tutorials_cut_gives_a_worker_the_hits_of_one_of_its_calls(WorkerType type)
    {
        EstimateOptions options = Twister(1, 25_000_000, 12_500_000) with { Type = type, WorkerCount = type == WorkerType.Sequential ? null : 2 };

        PiEstimate estimate = Estimates.Run(options);

        long[] hits = [9_815_907, 9_819_278];
        Assert.Equal(hits.Sum(), estimate.Hits);
        Assert.Equal(type == WorkerType.Sequential ? [hits.Sum()] : hits, estimate.Workers.Select(worker => worker.Hits));
    }

    [Theory]
    [InlineData(WorkerType.Thread)]
    [InlineData(WorkerType.Process)]
    public void Eight_workers_do_eleven_to_thirteen_million_trials_each(WorkerType type)
    {
        PiEstimate estimate = Estimates.Run(Estimates.Golden(type, 8));

        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7], estimate.Workers.Select(worker => worker.Index));
        Assert.All(estimate.Workers, worker => Assert.InRange(worker.Trials, 11_000_000, 13_000_000));
        Assert.Equal(type == WorkerType.Process ? 8 : 1, estimate.Workers.Select(worker => worker.ProcessId).Distinct().Count());
        Assert.Equal(type == WorkerType.Thread, estimate.Workers.Any(worker => worker.ProcessId == Environment.ProcessId));
    }

    [Fact]
    public void Every_thread_is_reported_even_where_there_is_no_block_for_it()
    {
        PiEstimate estimate = Estimates.Run(new() { Trials = 1_000, Seed = 0, Type = WorkerType.Thread, WorkerCount = 50 });

        Assert.Equal(771, estimate.Hits);
        Assert.Equal(50, estimate.WorkerCount);
        Assert.Equal(Enumerable.Range(0, 50), estimate.Workers.Select(worker => worker.Index));
    }

    [Fact]
    public void Without_a_seed_every_run_has_another_which_it_reports()
    {
        EstimateOptions options = new() { Trials = 100_000 };
        PiEstimate[] estimates = [.. Enumerable.Range(0, 20).Select(_ => Estimates.Run(options))];

        Assert.Equal(20, estimates.Select(estimate => estimate.Seed).Distinct().Count());
        Assert.All(estimates, estimate => Assert.Equal(estimate.Hits, Estimates.HitsAgain(estimate, options)));
    }

    [Theory, MemberData(nameof(Crews))]
    public void A_workers_time_is_made_of_its_parts(WorkerType type, int? workers)
    {
        PiEstimate estimate = Estimates.Run(Estimates.Golden(type, workers) with { Trials = 10_000_000 });

        Assert.InRange(estimate.StartUp, 0.0, estimate.Elapsed);
        Assert.InRange(estimate.StartUp + estimate.Compute, 0.0, estimate.Elapsed);
        Assert.Equal(estimate.Trials / estimate.Compute, estimate.Rate, 1.0);

        foreach (WorkerReport worker in estimate.Workers)
        {
            double[] parts = [worker.StartUp, worker.Waiting, worker.Computing, worker.Transfer];
            Assert.All(parts, part => Assert.InRange(part, -1e-6, estimate.Elapsed));

            // One that was reported although the run was over when it came up had nothing of it.
            Assert.InRange(parts.Sum(), 0.0, estimate.Elapsed + 1e-3);
            Assert.True(worker.Trials == 0 || Math.Abs(parts.Sum() - estimate.StartUp - estimate.Compute) < 1e-3);
        }
    }

    private static EstimateOptions Twister(ulong seed, long trials, long? blockSize)
        => new() { Seed = seed, Trials = trials, BlockSize = blockSize, Generator = Generator.MersenneTwister };
}
