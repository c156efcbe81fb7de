using PiPS.Engine.Estimating;

namespace PiPS.Engine.Benchmarking.Baselines.Saving;

/// <summary>What of an estimate is in a file: all that isn't computed from the rest.</summary>
internal sealed record SavedEstimate
{
    public required long Trials { get; init; }

    public required long Hits { get; init; }

    public long ResumedTrials { get; init; }

    public required double ConfidenceLevel { get; init; }

    public required ulong Seed { get; init; }

    public required string Generator { get; init; }

    public required long BlockSize { get; init; }

    public required string Type { get; init; }

    public required int WorkerCount { get; init; }

    public required double Elapsed { get; init; }

    public required double StartUp { get; init; }

    public required double Compute { get; init; }

    public required IReadOnlyList<WorkerReport> Workers { get; init; }

    public IReadOnlyList<ConvergencePoint>? Convergence { get; init; }

    public IReadOnlyList<WorkerSpan>? Timeline { get; init; }

    public static SavedEstimate Of(PiEstimate estimate) => new()
    {
        Trials = estimate.Trials,
        Hits = estimate.Hits,
        ResumedTrials = estimate.ResumedTrials,
        ConfidenceLevel = estimate.ConfidenceLevel,
        Seed = estimate.Seed,
        Generator = estimate.Generator,
        BlockSize = estimate.BlockSize,
        Type = estimate.Type,
        WorkerCount = estimate.WorkerCount,
        Elapsed = estimate.Elapsed,
        StartUp = estimate.StartUp,
        Compute = estimate.Compute,
        Workers = estimate.Workers,
        Convergence = estimate.Convergence,
        Timeline = estimate.Timeline,
    };

    public PiEstimate Restore() => new(new(Trials, Hits), ConfidenceLevel)
    {
        ResumedTrials = ResumedTrials,
        Seed = Seed,
        Generator = Generator,
        BlockSize = BlockSize,
        Type = Type,
        WorkerCount = WorkerCount,
        Elapsed = Elapsed,
        StartUp = StartUp,
        Compute = Compute,
        Workers = Workers,
        Convergence = Convergence ?? [],
        Timeline = Timeline ?? [],
    };
}
