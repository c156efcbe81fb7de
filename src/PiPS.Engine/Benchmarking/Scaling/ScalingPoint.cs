using PiPS.Engine.Machine;

namespace PiPS.Engine.Benchmarking.Scaling;

/// <summary>What a number of workers delivers: the medians over the repeated runs of one point of a sweep. Times are seconds.</summary>
/// <remarks>
/// Every property but <see cref="Samples"/> and <see cref="Environment"/> is a number or a text, so that CSV and Measure-Object take it.
/// </remarks>
public sealed record ScalingPoint
{
    /// <summary>What counted: Sequential, Thread or Process.</summary>
    public required string Type { get; init; }

    /// <summary>Workers, from 1.</summary>
    public required int WorkerCount { get; init; }

    /// <summary>Median of the samples' <see cref="BenchmarkSample.Compute"/>, in seconds.</summary>
    public required double Median { get; init; }

    /// <summary>Lower bound of the median's confidence interval, in seconds.</summary>
    public required double LowerBound { get; init; }

    /// <summary>Upper bound of the median's confidence interval, in seconds.</summary>
    public required double UpperBound { get; init; }

    /// <summary>Confidence level that the interval has: the most that so few samples give, or at least the level asked for.</summary>
    public required double ConfidenceLevel { get; init; }

    /// <summary>Half the width of the rate's interval, as a share of the rate.</summary>
    public required double Spread { get; init; }

    /// <summary>Samples that are far from the others. They count all the same.</summary>
    public required int Outliers { get; init; }

    /// <summary>Trials a second: the median of the samples' rates.</summary>
    public required double Rate { get; init; }

    /// <summary>Lower bound of the rate's confidence interval.</summary>
    public required double RateLowerBound { get; init; }

    /// <summary>Upper bound of the rate's confidence interval.</summary>
    public required double RateUpperBound { get; init; }

    /// <summary>How many times the rate of one worker of the same type. Where one worker wasn't measured, the fewest workers are taken as perfect.</summary>
    public required double SpeedUp { get; init; }

    /// <summary><see cref="SpeedUp"/> / <see cref="WorkerCount"/>; 1 is perfect.</summary>
    public required double Efficiency { get; init; }

    /// <summary>
    /// Serial fraction that the speed-up shows: Karp and Flatt's, and for a weak sweep the one of Gustafson's law. Nothing for one worker.
    /// </summary>
    public required double? SerialFraction { get; init; }

    /// <summary>Median of the samples' start-up, in seconds.</summary>
    public required double StartUp { get; init; }

    /// <summary>Whether each worker had the same work however many there were (weak scaling), or all together (strong scaling).</summary>
    public required bool Weak { get; init; }

    /// <summary>Where workers were kept: None, Spread or Compact.</summary>
    public required string Pinning { get; init; }

    /// <summary>Trials of each run; nothing if the clock ended the runs.</summary>
    public required long? Trials { get; init; }

    /// <summary>
    /// Whether the sweep chose these trials itself, for runs of about a second: then another sweep that did so measures the same work,
    /// though it may have chosen others.
    /// </summary>
    public bool IsCalibrated { get; init; }

    /// <summary>Seconds after which each run ended; nothing if the trials did.</summary>
    public required double? Duration { get; init; }

    /// <summary>The seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Where the random numbers came from.</summary>
    public required string Generator { get; init; }

    /// <summary>Trials of a block.</summary>
    public required long BlockSize { get; init; }

    /// <summary>Every run of this point, in the order of the rounds; the warm-up isn't among them.</summary>
    public required IReadOnlyList<BenchmarkSample> Samples { get; init; }

    /// <summary>What it was measured on.</summary>
    public required PiEnvironment Environment { get; init; }
}
