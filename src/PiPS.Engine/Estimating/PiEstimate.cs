using System.Globalization;

namespace PiPS.Engine.Estimating;

/// <summary>An estimate of pi, with what it takes to repeat it, its statistics, and where the time went.</summary>
/// <remarks>
/// Every property but <see cref="Workers"/>, <see cref="Convergence"/> and <see cref="Timeline"/> is a number or a text, so that
/// CSV, JSON and Measure-Object take it, and those are lists of such rows; times are seconds. <see cref="Seed"/>,
/// <see cref="Trials"/>, <see cref="Generator"/> and <see cref="BlockSize"/> give the same <see cref="Hits"/> again, on any machine.
/// </remarks>
public sealed class PiEstimate
{
    internal PiEstimate(Tally tally, double confidenceLevel)
    {
        (Trials, Hits) = tally;
        ConfidenceLevel = confidenceLevel;
        Value = PiStatistics.Value(tally);
        StandardError = PiStatistics.StandardError(tally);
        (LowerBound, UpperBound) = PiStatistics.Interval(tally, confidenceLevel);
    }

    /// <summary>The estimate: 4 · hits / trials.</summary>
    public double Value { get; }

    /// <summary>Distance from pi: |<see cref="Value"/> − 3.14159…|.</summary>
    public double AbsoluteError => Math.Abs(Value - Math.PI);

    /// <summary>Standard error of <see cref="Value"/>, from the binomial distribution.</summary>
    public double StandardError { get; }

    /// <summary>Lower bound of the confidence interval (Wilson's).</summary>
    public double LowerBound { get; }

    /// <summary>Upper bound of the confidence interval (Wilson's).</summary>
    public double UpperBound { get; }

    /// <summary>Confidence level of the interval, between 0 and 1.</summary>
    public double ConfidenceLevel { get; }

    /// <summary>Trials done: random points in the unit square.</summary>
    public long Trials { get; }

    /// <summary>Those of them within the quarter circle.</summary>
    public long Hits { get; }

    /// <summary>Trials of these that a checkpoint had; the workers counted the others.</summary>
    public required long ResumedTrials { get; init; }

    /// <summary>The seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Where the random numbers came from: the name of a <see cref="Sampling.Generator"/>.</summary>
    public required string Generator { get; init; }

    /// <summary>Trials of a block.</summary>
    public required long BlockSize { get; init; }

    /// <summary>What counted: Sequential, Thread, Process or Pool.</summary>
    public required string Type { get; init; }

    /// <summary>Workers that the trials were dealt to.</summary>
    public required int WorkerCount { get; init; }

    /// <summary>Seconds that the whole run took, from the call to the answer.</summary>
    public required double Elapsed { get; init; }

    /// <summary>Seconds from the start of the run until the first worker could take work.</summary>
    public required double StartUp { get; init; }

    /// <summary>Seconds from then until the last hits were counted.</summary>
    public required double Compute { get; init; }

    /// <summary>Trials a second: those that the workers counted / <see cref="Compute"/>.</summary>
    public double Rate => Compute > 0.0 ? (Trials - ResumedTrials) / Compute : 0.0;

    /// <summary>What each worker did, in the order of their numbers.</summary>
    public required IReadOnlyList<WorkerReport> Workers { get; init; }

    /// <summary>The estimate in the course of the run, by trials; the last row is all of them. At most about a hundred rows.</summary>
    public IReadOnlyList<ConvergencePoint> Convergence { get; init; } = Array.Empty<ConvergencePoint>();

    /// <summary>
    /// What each worker did and when, by worker and time, without gaps. At most about 2,000 rows, but five for each worker if
    /// there are very many; what takes less than a thousandth of the run adds up until it gets a row.
    /// </summary>
    public IReadOnlyList<WorkerSpan> Timeline { get; init; } = Array.Empty<WorkerSpan>();

    /// <summary>The value, and what repeats it.</summary>
    public override string ToString()
        => string.Create(CultureInfo.InvariantCulture, $"{Value:F10} ({Hits} of {Trials} trials, seed {Seed}, {Generator})");
}
