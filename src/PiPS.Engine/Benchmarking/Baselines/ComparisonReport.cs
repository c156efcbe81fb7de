namespace PiPS.Engine.Benchmarking.Baselines;

/// <summary>Two sides compared, and what has to be said about it.</summary>
public sealed record ComparisonReport
{
    /// <summary>The points that both have, in the reference's order.</summary>
    public required IReadOnlyList<BenchmarkComparison> Comparisons { get; init; }

    /// <summary>Points that only the reference has, in words.</summary>
    public required IReadOnlyList<string> OnlyReference { get; init; }

    /// <summary>Points that only the other has, in words.</summary>
    public required IReadOnlyList<string> OnlyDifference { get; init; }

    /// <summary>Points where a side counted wrong hits, in words; they aren't compared.</summary>
    public required IReadOnlyList<string> Miscounted { get; init; }

    /// <summary>What differs between machines and software, in words: reference / other.</summary>
    public required IReadOnlyList<string> EnvironmentDifferences { get; init; }

    /// <summary>Points with too few samples for the confidence level, in words.</summary>
    public required IReadOnlyList<string> TooFewSamples { get; init; }

    /// <summary>Samples that each side of a point has to have for the confidence level.</summary>
    public required int SamplesNeeded { get; init; }
}
