namespace PiPS.Engine.Estimating;

/// <summary>What one worker did for a part of a run. Times are seconds since the run's start.</summary>
public sealed record WorkerSpan
{
    /// <summary>The worker's number, from 0. A replacement has the number of the worker that was lost.</summary>
    public required int Worker { get; init; }

    /// <summary>When it began.</summary>
    public required double Start { get; init; }

    /// <summary>When it ended.</summary>
    public required double End { get; init; }

    /// <summary>StartUp, Computing, Waiting, Transfer, or Lost (work that came to nothing, for the worker died).</summary>
    public required string Activity { get; init; }
}
