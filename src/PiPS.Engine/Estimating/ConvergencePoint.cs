namespace PiPS.Engine.Estimating;

/// <summary>What an estimate was at some moment of its run.</summary>
public sealed record ConvergencePoint
{
    /// <summary>Seconds since the start of the run.</summary>
    public required double Elapsed { get; init; }

    /// <summary>Trials counted by then.</summary>
    public required long Trials { get; init; }

    /// <summary>Hits among them.</summary>
    public required long Hits { get; init; }

    /// <summary>The estimate from them: 4 · hits / trials.</summary>
    public required double Value { get; init; }

    /// <summary>Lower bound of its confidence interval, at the estimate's level.</summary>
    public required double LowerBound { get; init; }

    /// <summary>Upper bound of its confidence interval.</summary>
    public required double UpperBound { get; init; }
}
