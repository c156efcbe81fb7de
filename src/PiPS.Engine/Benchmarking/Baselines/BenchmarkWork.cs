using System.Globalization;
using PiPS.Engine.Benchmarking.Cores;
using PiPS.Engine.Benchmarking.Scaling;
using PiPS.Engine.Estimating;

namespace PiPS.Engine.Benchmarking.Baselines;

/// <summary>What was done at a point: two rates can be compared if this is the same. The seed isn't part of it: it doesn't change the speed.</summary>
internal sealed record BenchmarkWork
{
    /// <summary>The type of a core test.</summary>
    public const string Core = "Core";

    private const string NotPinned = "None";
    private const long UsualBlockSize = 1L << 20;

    public required string Type { get; init; }

    public required int WorkerCount { get; init; }

    /// <summary>Logical processor of a core test.</summary>
    public int? Processor { get; init; }

    /// <summary>Trials of a run; nothing if the clock ended it, or if they were chosen by the machine's speed.</summary>
    public required long? Trials { get; init; }

    /// <summary>Whether a sweep chose the trials for runs of about a second.</summary>
    public bool IsCalibrated { get; init; }

    /// <summary>Seconds of a run; nothing if the trials ended it.</summary>
    public double? Duration { get; init; }

    public bool Weak { get; init; }

    public string Pinning { get; init; } = NotPinned;

    public required string Generator { get; init; }

    /// <summary>Trials of a block; nothing for a core test, whose blocks are the generator's.</summary>
    public long? BlockSize { get; init; }

    public static BenchmarkWork Of(ScalingPoint point) => new()
    {
        Type = point.Type,
        WorkerCount = point.WorkerCount,
        Trials = point.IsCalibrated ? null : point.Trials,
        IsCalibrated = point.IsCalibrated,
        Duration = point.Duration,
        Weak = point.Weak,
        Pinning = point.Pinning,
        Generator = point.Generator,
        BlockSize = point.BlockSize,
    };

    public static BenchmarkWork Of(PiEstimate estimate) => new()
    {
        Type = estimate.Type,
        WorkerCount = estimate.WorkerCount,
        Trials = estimate.Trials,
        Generator = estimate.Generator,
        BlockSize = estimate.BlockSize,
    };

    public static BenchmarkWork Of(CoreTest core) => new()
    {
        Type = Core,
        WorkerCount = 1,
        Processor = core.Processor,

        // The rate is one kernel's on the same blocks again and again, however many times: the test chooses that by the machine's speed.
        Trials = null,
        Generator = core.Generator,
    };

    /// <summary>Type and workers, or the processor.</summary>
    public string Place => Processor is int processor ? Said($"processor {processor}")
        : Said($"{Type}, {WorkerCount} {(WorkerCount == 1 ? "worker" : "workers")}");

    /// <summary>All of it but the place.</summary>
    public override string ToString()
    {
        List<string> words = [];

        if (Trials is long trials)
        {
            words.Add(Said($"{trials:N0} trials"));
        }

        if (IsCalibrated)
        {
            words.Add("runs of about a second");
        }

        if (Duration is double seconds)
        {
            words.Add(Said($"{seconds} s"));
        }

        words.Add(Generator);

        if (BlockSize is long size and not UsualBlockSize)
        {
            words.Add(Said($"blocks of {size:N0}"));
        }

        if (Weak)
        {
            words.Add("weak");
        }

        if (Pinning != NotPinned)
        {
            words.Add($"pinned {Pinning}");
        }

        return string.Join(", ", words);
    }

    private static string Said(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
