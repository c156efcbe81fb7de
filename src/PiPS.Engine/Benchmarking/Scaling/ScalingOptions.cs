using PiPS.Engine.Benchmarking.Statistics;
using PiPS.Engine.Estimating;
using PiPS.Engine.Launchers;
using PiPS.Engine.Sampling;

namespace PiPS.Engine.Benchmarking.Scaling;

/// <summary>What a sweep over numbers of workers runs, and until when.</summary>
public sealed record ScalingOptions
{
    /// <summary>The most rounds unless told.</summary>
    public const int UsualMostRepeats = 20;

    /// <summary>
    /// Numbers of workers, each 1 to 4096; <see langword="null"/> for powers of two up to the usable processors, or the launcher's usual number, and that number.
    /// </summary>
    public IReadOnlyList<int>? WorkerCounts { get; init; }

    /// <summary>What counts: Thread, Process, Sequential (which has one worker).</summary>
    public IReadOnlyList<WorkerType> Types { get; init; } = [WorkerType.Thread, WorkerType.Process];

    /// <summary>Puts the workers, which are of type Process, on other machines; <see langword="null"/> for workers here.</summary>
    public WorkerLauncher? Launcher { get; init; }

    /// <summary>
    /// Trials of each run, or of each worker if <see cref="Weak"/>; <see langword="null"/> for as many as keep every point busy for a second.
    /// </summary>
    public long? Trials { get; init; }

    /// <summary>Time after which each run ends; <see langword="null"/> to end them by their trials.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Whether each worker gets the same work however many there are; else all together do.</summary>
    public bool Weak { get; init; }

    /// <summary>Whether workers are kept on processors.</summary>
    public WorkerPinning Pinning { get; init; } = WorkerPinning.None;

    /// <summary>Rounds at the least; in each every point is run once. <see langword="null"/> for as few as the confidence level takes: 6 for 0.95.</summary>
    public int? Repeat { get; init; }

    /// <summary>Rounds at the most; <see langword="null"/> for 20, or <see cref="Repeat"/> if that is more.</summary>
    public int? MaximumRepeat { get; init; }

    /// <summary>Spread of every point at which no more rounds are needed, as a share of the rate.</summary>
    public double TargetSpread { get; init; } = 0.02;

    /// <summary>No round but the first is begun that would end later than this after the start.</summary>
    public TimeSpan MaximumDuration { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Rounds before the first that counts.</summary>
    public int Warmup { get; init; } = 1;

    /// <summary>Chooses the random numbers, the same for all runs, and the order of the points; <see langword="null"/> for a random seed.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Where random numbers come from.</summary>
    public Generator Generator { get; init; } = Generator.Xoshiro256PlusPlus;

    /// <summary>Confidence level of the intervals, between 0 and 1.</summary>
    public double ConfidenceLevel { get; init; } = 0.95;

    /// <summary>Rounds at the least.</summary>
    internal int LeastRounds => Repeat ?? MedianInterval.SamplesFor(ConfidenceLevel);

    /// <summary>Rounds at the most.</summary>
    internal int MostRounds => MaximumRepeat ?? Math.Max(UsualMostRepeats, LeastRounds);

    /// <summary>Whether the work of a run is found out before.</summary>
    internal bool IsCalibrated => Trials is null && Duration is null;

    /// <summary>The points, in the order that they are reported: types as given, each with all worker counts.</summary>
    internal IReadOnlyList<SweepPoint> Points(int usableProcessors)
    {
        IReadOnlyList<int> counts = WorkerCounts ?? UsualCounts(Launcher is null ? usableProcessors : Launcher.UsualCount ?? 1);
        return [.. Types.Distinct().SelectMany(type => type == WorkerType.Sequential
            ? [new SweepPoint(type, 1)]
            : counts.Distinct().Select(count => new SweepPoint(type, count)))];
    }

    /// <summary>The run of a point.</summary>
    /// <param name="point">The point.</param>
    /// <param name="trials">Trials of the run, or of each worker if <see cref="Weak"/>; <see langword="null"/> if the clock ends it.</param>
    /// <param name="seed">The sweep's seed.</param>
    internal EstimateOptions RunOf(SweepPoint point, long? trials, ulong? seed) => new()
    {
        Trials = trials * (Weak ? point.WorkerCount : 1),
        Duration = Duration,
        Type = point.Type,
        WorkerCount = point.Type == WorkerType.Sequential ? null : point.WorkerCount,
        Pinning = Pinning,
        Launcher = Launcher,
        Seed = seed,
        Generator = Generator,
        ConfidenceLevel = ConfidenceLevel,
    };

    private static List<int> UsualCounts(int usableProcessors)
    {
        List<int> counts = [];

        for (int count = 1; count < usableProcessors; count *= 2)
        {
            counts.Add(count);
        }

        counts.Add(usableProcessors);
        return counts;
    }
}
