namespace PiPS.Engine.Benchmarking;

/// <summary>One run of a benchmark's point. Times are seconds.</summary>
public sealed record BenchmarkSample
{
    /// <summary>The round that it was run in, from 1. In each round every point is run once.</summary>
    public required int Round { get; init; }

    /// <summary>Trials done.</summary>
    public required long Trials { get; init; }

    /// <summary>Hits among them.</summary>
    public required long Hits { get; init; }

    /// <summary>Seconds from the start of the run until the first worker could take work.</summary>
    public required double StartUp { get; init; }

    /// <summary>Seconds from then until the last hits were counted.</summary>
    public required double Compute { get; init; }

    /// <summary>Seconds that the whole run took.</summary>
    public required double Elapsed { get; init; }

    /// <summary>Whether it is far from the other samples of its point, by their median absolute deviation. It counts all the same.</summary>
    public bool IsOutlier { get; init; }

    /// <summary>Trials a second: <see cref="Trials"/> / <see cref="Compute"/>.</summary>
    public double Rate => Compute > 0.0 ? Trials / Compute : 0.0;
}
