using PiPS.Engine.Sampling;

namespace PiPS.Engine.Benchmarking.Cores;

/// <summary>Which processors to test, for how long, and what they count.</summary>
public sealed record CoreTestOptions
{
    /// <summary>Repeats of a test that is given neither repeats nor a duration.</summary>
    public const int DefaultRepeat = 5;

    /// <summary>The seed of a test that is given none: it is known what its blocks have.</summary>
    public const ulong DefaultSeed = GoldenBlocks.Seed;

    /// <summary>The most repeats.</summary>
    public const int MaximumRepeat = 1_000_000;

    /// <summary>Numbers of logical processors; <see langword="null"/> for all that are usable.</summary>
    public IReadOnlyList<int>? Processors { get; init; }

    /// <summary>
    /// Trials of a repeat on each processor, 1 to 2^62, counted in whole blocks of 2^20; <see langword="null"/> for what takes a
    /// quarter of a second here.
    /// </summary>
    public long? Trials { get; init; }

    /// <summary>Repeats on each processor, 1 to a million; <see langword="null"/> for 5, or until <see cref="Duration"/> is over.</summary>
    public int? Repeat { get; init; }

    /// <summary>Time for which to repeat; every processor has one repeat at least. <see langword="null"/> for a number of repeats.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Chooses the blocks. For the default one of the default generator it is known what they have.</summary>
    public ulong Seed { get; init; } = DefaultSeed;

    /// <summary>Where random numbers come from.</summary>
    public Generator Generator { get; init; } = Generator.Xoshiro256PlusPlus;

    /// <summary>Share below the others' median at which a processor is slow, above 0 and below 1.</summary>
    public double SlowThreshold { get; init; } = 0.1;

    /// <summary>Whether processors are tested one after the other, or all at once.</summary>
    public CoreLoad Load { get; init; } = CoreLoad.One;
}
