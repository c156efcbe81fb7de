using PiPS.Engine.Launchers;
using PiPS.Engine.Sampling;

namespace PiPS.Engine.Estimating;

/// <summary>What to estimate, until when, and on what. The first limit reached ends the run.</summary>
/// <remarks><see cref="Seed"/>, the trials done, <see cref="Generator"/> and <see cref="BlockSize"/> alone decide the hits.</remarks>
public sealed record EstimateOptions
{
    /// <summary>Trials of a run that is given no limit: 1e8.</summary>
    public const long DefaultTrials = 100_000_000;

    /// <summary>The most workers: more threads or processes than any machine runs well.</summary>
    public const int MaximumWorkers = 4096;

    /// <summary>The most trials, 1 to 2^62; <see langword="null"/> for no such limit.</summary>
    public long? Trials { get; init; }

    /// <summary>Half-width of the confidence interval at which to stop; <see langword="null"/> for no such limit.</summary>
    public double? TargetError { get; init; }

    /// <summary>Time after which to stop; <see langword="null"/> for no such limit.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>What counts.</summary>
    public WorkerType Type { get; init; } = WorkerType.Auto;

    /// <summary>Workers, 1 to 4096; <see langword="null"/> for the usable processors.</summary>
    public int? WorkerCount { get; init; }

    /// <summary>Whether each worker, of type Thread or Process, is kept on a processor; the next worker after the last processor is on the first again.</summary>
    public WorkerPinning Pinning { get; init; } = WorkerPinning.None;

    /// <summary>Puts the workers, which are processes, on other machines; <see langword="null"/> for workers here.</summary>
    public WorkerLauncher? Launcher { get; init; }

    /// <summary>Chooses the streams of random numbers; <see langword="null"/> for a random seed.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Where random numbers come from.</summary>
    public Generator Generator { get; init; } = Generator.Xoshiro256PlusPlus;

    /// <summary>Trials of a block, for <see cref="Generator.MersenneTwister"/> alone; <see langword="null"/> for 2^20.</summary>
    public long? BlockSize { get; init; }

    /// <summary>Confidence level of the interval, between 0 and 1; 0.95 unless given.</summary>
    public double ConfidenceLevel { get; init; } = 0.95;

    /// <summary>
    /// The whole path of a file that keeps the finished blocks, from which the same run goes on; <see langword="null"/> for none. A file that is
    /// there gives its seed to a run that is given none.
    /// </summary>
    public string? CheckpointPath { get; init; }

    /// <summary>Least time between two writes of the checkpoint, 0 to a day; <see langword="null"/> for two seconds.</summary>
    public TimeSpan? CheckpointInterval { get; init; }

    /// <summary>The most trials that this run can do: what is given, else 1e8 unless another limit is.</summary>
    public long TrialLimit => Trials ?? (TargetError is null && Duration is null ? DefaultTrials : BlockPlan.MaximumTrials);
}
