using PiPS.Engine.Benchmarking.Cores;
using PiPS.Engine.Benchmarking.Scaling;
using PiPS.Engine.Machine;

namespace PiPS.Engine.Benchmarking.Baselines.Saving;

/// <summary>A benchmark as it is in a file.</summary>
/// <remarks>
/// | property | what it is |
/// |---|---|
/// | format | "PiPS benchmark" |
/// | version | 1; higher ones aren't read |
/// | program | version of PiPS that measured |
/// | created | in UTC |
/// | environment | a <see cref="PiEnvironment"/>, once for all rows |
/// | scaling, estimates, cores | the rows, with every sample |
/// </remarks>
internal sealed record BenchmarkDocument
{
    public const string Mark = "PiPS benchmark";

    public required string Format { get; init; }

    public required int Version { get; init; }

    public required string Program { get; init; }

    public required DateTime Created { get; init; }

    public required PiEnvironment Environment { get; init; }

    public required IReadOnlyList<ScalingPoint> Scaling { get; init; }

    public required IReadOnlyList<SavedEstimate> Estimates { get; init; }

    public required IReadOnlyList<CoreTest> Cores { get; init; }

    public static BenchmarkDocument Of(PiBenchmark benchmark) => new()
    {
        Format = Mark,
        Version = PiBenchmark.CurrentFormat,
        Program = benchmark.Version,
        Created = benchmark.Created,
        Environment = benchmark.Environment,
        Scaling = benchmark.Scaling,
        Estimates = [.. benchmark.Estimates.Select(SavedEstimate.Of)],
        Cores = benchmark.Cores,
    };

    public PiBenchmark Restore() => new()
    {
        FormatVersion = Version,
        Version = Program,
        Created = Created.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(Created, DateTimeKind.Utc) : Created.ToUniversalTime(),
        Environment = Environment,

        // What is missing among items is found by whoever checks the values. Arrays: PowerShell can't index what the compiler makes of [..].
        Scaling = Scaling.Select(point => point is null ? null! : point with { Environment = Environment }).ToArray(),
        Estimates = Estimates.Select(estimate => estimate?.Restore()!).ToArray(),
        Cores = Cores,
    };
}
