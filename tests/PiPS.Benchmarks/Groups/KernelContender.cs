using System.Diagnostics;
using PiPS.Benchmarks.Measuring;
using PiPS.Engine.Estimating;
using PiPS.Engine.Sampling;

namespace PiPS.Benchmarks.Groups;

/// <summary>A way of the engine's to count, on this thread, block after block with their seeding.</summary>
internal static class KernelContender
{
    private const double SecondsOfARound = 0.2;
    private static readonly long BlockSize = TrialSources.DefaultBlockSize(Generator.Xoshiro256PlusPlus);

    /// <summary>Stream format 1 by this kernel.</summary>
    public static Contender Of(KernelPath path) => new(
        path.ToString(), round => Measure(round, path.ToString(), TrialSources.Create(42, path)))
    {
        Prepare = () =>
        {
            if (!KernelPaths.IsSupported(path))
            {
                throw new LeftOutException("this processor, or the environment, doesn't allow it");
            }

            GoldenHits.Check(path.ToString(), (seed, trials) => Count(TrialSources.Create(seed, path), trials));
        },
    };

    /// <summary>The generator of CPython.</summary>
    public static Contender MersenneTwister { get; } = new(
        nameof(Generator.MersenneTwister),
        round => Measure(round, nameof(Generator.MersenneTwister), TrialSources.Create(Generator.MersenneTwister, 42)));

    /// <summary>Counts a run's hits.</summary>
    public static long Count(TrialSource source, long trials)
    {
        BlockPlan plan = new(trials, BlockSize);
        long hits = 0;

        for (long block = 0; block < plan.BlockCount; block++)
        {
            source.Begin((ulong)block);
            hits += source.Count(plan.TrialsIn(block));
        }

        return hits;
    }

    private static void Measure(Round round, string figure, TrialSource source)
    {
        double seconds = 0.0;
        long trials = 0;

        // In bites of growing size, so that the clock is read seldom.
        for (long bite = BlockSize; seconds < SecondsOfARound; bite *= 2)
        {
            double start = Seconds();
            _ = Count(source, bite);
            seconds += Seconds() - start;
            trials += bite;
        }

        round.Enter(figure, Unit.Trials, trials / seconds);
    }

    private static double Seconds() => ProcessorTime.OfThisThread() ?? Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency;
}
