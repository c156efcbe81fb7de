using PiPS.Engine.Estimating;
using PiPS.Engine.Sampling;
using PiPS.Engine.Tests.Workers;

namespace PiPS.Engine.Tests.Estimating;

/// <summary>A run that ends at an error: when it does depends on its hits alone.</summary>
public sealed class TargetErrorTests
{
    // seed, target error, generator, block size
    public static TheoryData<ulong, double, Generator, long?> Targets => new()
    {
        { 1, 1e-3, Generator.Xoshiro256PlusPlus, null },
        { 2, 3e-4, Generator.Xoshiro256PlusPlus, null },
        { 3, 1.0, Generator.Xoshiro256PlusPlus, null },
        { 4, 1e-2, Generator.MersenneTwister, 1_000 },
        { 5, 1.5, Generator.MersenneTwister, 1 },
    };

    [Theory, MemberData(nameof(Targets))]
    public void Takes_the_same_trials_whoever_counts(ulong seed, double target, Generator generator, long? blockSize)
    {
        EstimateOptions options = new() { Seed = seed, TargetError = target, Generator = generator, BlockSize = blockSize };
        PiEstimate expected = Estimates.Run(options with { Type = WorkerType.Sequential });

        foreach ((WorkerType type, int workers) in new[] { (WorkerType.Thread, 2), (WorkerType.Thread, 5), (WorkerType.Process, 2) })
        {
            PiEstimate estimate = Estimates.Run(options with { Type = type, WorkerCount = workers });
            Assert.Equal((expected.Trials, expected.Hits), (estimate.Trials, estimate.Hits));
        }

        Assert.InRange((expected.UpperBound - expected.LowerBound) / 2.0, 0.0, target);
        Assert.Equal(expected.Hits, Estimates.HitsAgain(expected, options));
    }

    [Fact]
    public void Takes_further_stages_where_chance_wants_it()
    {
        // In small blocks, the first stage falls short for about every other seed.
        EstimateOptions options = new() { TargetError = 0.05, Generator = Generator.MersenneTwister, BlockSize = 10 };
        long first = new BlockPlan(BlockPlan.MaximumTrials, 10).TrialsBefore((long)Math.Ceiling(PiStatistics.TrialsFor(0.05, 0.95) / 10));
        List<long> trials = [];

        for (ulong seed = 0; seed < 50; seed++)
        {
            EstimateOptions seeded = options with { Seed = 1_000_000 * seed };
            PiEstimate sequential = Estimates.Run(seeded with { Type = WorkerType.Sequential });
            PiEstimate threads = Estimates.Run(seeded with { Type = WorkerType.Thread, WorkerCount = 3 });

            Assert.Equal((sequential.Trials, sequential.Hits), (threads.Trials, threads.Hits));
            Assert.True((sequential.UpperBound - sequential.LowerBound) / 2.0 <= 0.05 * (1.0 + 1e-12));
            trials.Add(sequential.Trials);
        }

        Assert.Equal(first, trials.Min());
        Assert.InRange(trials.Count(count => count > first), 10, 40);
        Assert.InRange(trials.Max(), first + 1, first * 1.2);
    }

    [Fact]
    public void Ends_at_the_trials_if_they_come_first()
    {
        PiEstimate estimate = Estimates.Run(new() { Seed = 42, TargetError = 1e-8, Trials = 1_048_577, Type = WorkerType.Thread, WorkerCount = 2 });

        Assert.Equal((1_048_577, 823_892), (estimate.Trials, estimate.Hits));
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.999)]
    public void Heeds_the_confidence_level(double level)
    {
        PiEstimate estimate = Estimates.Run(new() { Seed = 42, TargetError = 1e-3, ConfidenceLevel = level });
        long expected = (long)PiStatistics.TrialsFor(1e-3, level);

        Assert.Equal(level, estimate.ConfidenceLevel);
        Assert.InRange(estimate.Trials, expected, expected + (2 << 20));
    }
}
