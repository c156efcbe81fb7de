using PiPS.Benchmarks.Measuring;
using PiPS.Benchmarks.Programs;
using PiPS.Engine.Estimating;
using PiPS.Engine.Machine;

namespace PiPS.Benchmarks.Groups;

/// <summary>The whole engine, on more and more workers.</summary>
/// <remarks>
/// Efficiency is the speed-up over the number of workers, or of usable processors if those are fewer. Others' work on the same
/// processors lowers it; efficiency by processor time, trials a processor second against one worker's, is free of that.
/// </remarks>
internal sealed class ScalingGroup(bool full) : BenchmarkGroup
{
    private const long WarmUpTrials = 1_000_000_000;
    private const ulong Seed = 42;

    private static readonly WorkerType[] Types = [WorkerType.Thread, WorkerType.Process];
    private static readonly int[] Counts = [1, 2, 4, 8];

    private readonly long _trials = full ? 1_000_000_000_000 : 100_000_000_000;
    private readonly Dictionary<long, long> _hits = new() { [100_000_000] = 78_539_708 };

    public override string Name => "scaling";

    public override string Title => $"The engine on more workers, {_trials:0e0} trials";

    public override int Rounds => 3;

    public override IReadOnlyList<Contender> Contenders
        => [.. Types.SelectMany(type => Counts.Select(count => Contender(type, count)))];

    public override IReadOnlyList<Quantity> Ratios =>
    [
        .. Types.SelectMany(type => Counts.Skip(1).Select(count => Efficiency(type, count))),
        .. Types.SelectMany(type => Counts.Skip(1).Select(count => EfficiencyByProcessorTime(type, count))),
    ];

    public override IReadOnlyList<Target> Targets =>
    [
        .. Types.Select(type => new Target($"Efficiency of 2, {type}", Efficiency(type, 2), 0.95)),
        .. Types.Select(type => new Target($"The same, {type}, by processor time", EfficiencyByProcessorTime(type, 2), 0.95)),
    ];

    private static string Figure(WorkerType type, int count) => $"{type}, {count}";

    private static string ByProcessorTime(WorkerType type, int count) => $"{type}, {count}, by processor time";

    private static Quantity Efficiency(WorkerType type, int count) => new(Figure(type, count), Figure(type, 1))
    {
        Divisor = Math.Min(count, UsableProcessors.Count),
        Label = $"Efficiency of {Figure(type, count)}",
    };

    private static Quantity EfficiencyByProcessorTime(WorkerType type, int count)
        => new(ByProcessorTime(type, count), ByProcessorTime(type, 1))
        {
            Label = $"Efficiency of {ByProcessorTime(type, count)}",
        };

    private Contender Contender(WorkerType type, int count) => new(Figure(type, count), round => Measure(round, type, count))
    {
        Prepare = () =>
        {
            Repository.ThrowUnlessBuilt();
            _ = Run(type, count, 100_000_000);
        },
    };

    private void Measure(Round round, WorkerType type, int count)
    {
        double? before = ProcessorTime.OfEverything();
        PiEstimate estimate = Run(type, count, round.IsWarmUp ? WarmUpTrials : _trials);
        round.Enter(Figure(type, count), Unit.Trials, estimate.Rate);

        if (ProcessorTime.OfEverything() - before is double seconds)
        {
            round.Enter(ByProcessorTime(type, count), Unit.TrialsOfProcessor, estimate.Trials / seconds);
        }
    }

    private PiEstimate Run(WorkerType type, int count, long trials)
    {
        EstimateOptions options = new() { Trials = trials, Type = type, WorkerCount = count, Seed = Seed };
        PiEstimate estimate = EstimateRun.Execute(options, [Repository.WorkerCommand]);

        // Whoever counts a number of trials first says how many hits the others must find.
        _hits.TryAdd(trials, estimate.Hits);
        WrongHitsException.ThrowUnless($"{count} of type {type}, {trials:N0} trials", _hits[trials], estimate.Hits);
        return estimate;
    }
}
