using System.Globalization;
using PiPS.Engine.Benchmarking.Cores;
using PiPS.Engine.Benchmarking.Scaling;
using PiPS.Engine.Estimating;
using PiPS.Engine.Machine;

namespace PiPS.Engine.Benchmarking.Baselines;

/// <summary>What was measured in one session on one machine, with every sample: what is saved, to be compared with later.</summary>
public sealed record PiBenchmark
{
    /// <summary>Version of the saved form that this version of PiPS writes, and the highest that it reads.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Version of the saved form.</summary>
    public int FormatVersion { get; init; } = CurrentFormat;

    /// <summary>Version of the PiPS that measured.</summary>
    public required string Version { get; init; }

    /// <summary>When it was put together, in UTC.</summary>
    public required DateTime Created { get; init; }

    /// <summary>What it was measured on.</summary>
    public required PiEnvironment Environment { get; init; }

    /// <summary>Points of sweeps.</summary>
    public IReadOnlyList<ScalingPoint> Scaling { get; init; } = [];

    /// <summary>Estimates; those of the same work are the samples of one point. Those that went on from a checkpoint are none.</summary>
    public IReadOnlyList<PiEstimate> Estimates { get; init; } = [];

    /// <summary>Tests of logical processors.</summary>
    public IReadOnlyList<CoreTest> Cores { get; init; } = [];

    /// <summary>How many different works were measured.</summary>
    public int Points => MeasuredWork.Of([this]).Count;

    /// <summary>How many runs there are of all of them.</summary>
    public int Samples => MeasuredWork.Of([this]).Sum(work => work.Samples.Count);

    /// <summary>The version of this PiPS.</summary>
    internal static string ThisVersion { get; } = typeof(PiBenchmark).Assembly.GetName().Version?.ToString(3) ?? "unknown";

    /// <summary>When and where it was measured.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Points} points, {Samples} samples, {Environment.HostName}, {Created:yyyy-MM-dd HH:mm:ss} UTC");
}
