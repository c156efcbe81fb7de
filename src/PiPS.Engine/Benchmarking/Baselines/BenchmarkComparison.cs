namespace PiPS.Engine.Benchmarking.Baselines;

/// <summary>One point of two benchmarks side by side: how much faster the second is, and whether that is sure.</summary>
public sealed record BenchmarkComparison
{
    /// <summary>What counted: Sequential, Thread, Process or Pool; Core for one logical processor.</summary>
    public required string Type { get; init; }

    /// <summary>Workers.</summary>
    public required int WorkerCount { get; init; }

    /// <summary>The logical processor; nothing but for one core's test.</summary>
    public int? Processor { get; init; }

    /// <summary>The work that was compared, in words: trials, generator, pinning.</summary>
    public required string Work { get; init; }

    /// <summary>Rate of the reference, in trials a second: the median of its samples.</summary>
    public required double ReferenceRate { get; init; }

    /// <summary>Rate of what is compared with it.</summary>
    public required double DifferenceRate { get; init; }

    /// <summary>How many times as fast the second is; below 1 is slower.</summary>
    public required double Ratio { get; init; }

    /// <summary>Lower bound of the ratio's confidence interval.</summary>
    public required double LowerBound { get; init; }

    /// <summary>Upper bound of the ratio's confidence interval.</summary>
    public required double UpperBound { get; init; }

    /// <summary>Confidence level that the interval has: at least the one asked for, or less if there are too few samples for it.</summary>
    public required double ConfidenceLevel { get; init; }

    /// <summary>A change that is no matter: ratios from 1 − this to 1 / (1 − this).</summary>
    public required double Threshold { get; init; }

    /// <summary>Faster, Slower, Same or Inconclusive.</summary>
    public required string Verdict { get; init; }

    /// <summary>Samples of the reference.</summary>
    public required int ReferenceSamples { get; init; }

    /// <summary>Samples of what is compared with it.</summary>
    public required int DifferenceSamples { get; init; }

    /// <summary>Whether both were measured on the same kind of machine with the same software.</summary>
    public required bool SameEnvironment { get; init; }
}
