using PiPS.Benchmarks.Measuring;
using PiPS.Engine.Benchmarking.Baselines;
using PiPS.Engine.Estimating;
using PiPS.Engine.Machine;

namespace PiPS.Benchmarks.Groups;

/// <summary>What comparisons of this build with itself say on this machine, with its noise: how often they cry wolf, and how often they see a loss.</summary>
/// <remarks>
/// As a sweep does, a run measures its points in turn, round after round. Without turns the samples of a point follow within a fifth of a second, and what
/// disturbs the machine for a second disturbs all of them: no statistics can tell that from a slower build.
/// </remarks>
internal sealed class ComparisonGroup(bool full) : BenchmarkGroup
{
    private const int Comparisons = 200;
    private const int Samples = 6;

    // 30 ms at 20 G trials/s; --full takes ten times as long.
    private const long ShortTrials = 600_000_000;
    private const long LongTrials = 6_000_000_000;

    private static readonly EstimateOptions[] Points =
    [
        new() { Type = WorkerType.Sequential }, new() { Type = WorkerType.Thread, WorkerCount = 1 },
        new() { Type = WorkerType.Thread, WorkerCount = 2 }, new() { Type = WorkerType.Thread, WorkerCount = 3 },
    ];

    private static readonly string[] Verdicts =
        [ComparisonVerdict.Slower, ComparisonVerdict.Faster, ComparisonVerdict.Same, ComparisonVerdict.Inconclusive];

    private static readonly Unit Counted = new($"of {Comparisons}", 1.0, false);

    private readonly long _trials = full ? LongTrials : ShortTrials;

    public override string Name => "comparisons";

    public override string Title => $"This build compared with itself, {Points.Length} points of {Samples} samples of {_trials:0e0} trials";

    public override int Rounds => 1;

    public override IReadOnlyList<Contender> Contenders =>
    [
        new("the same work", round => Measure(round, "the same work", _trials)),

        // A quarter more work in the name of the same: a fifth of the rate is lost.
        new("a fifth slower", round => Measure(round, "a fifth slower", _trials / 4 * 5)),
    ];

    private void Measure(Round round, string what, long afterTrials)
    {
        Dictionary<string, int> counts = Verdicts.ToDictionary(verdict => verdict, _ => 0);
        PiEnvironment machine = PiEnvironment.Read();

        for (int i = 0; i < (round.IsWarmUp ? 1 : Comparisons / Points.Length); i++)
        {
            // One run, then the other, as users do: not in turns.
            PiBenchmark before = Run(machine, _trials), after = Run(machine, afterTrials);

            foreach (BenchmarkComparison point in BenchmarkComparer.Compare([before], [after], new()).Comparisons)
            {
                counts[point.Verdict]++;
            }
        }

        foreach ((string verdict, int count) in counts)
        {
            round.Enter($"{what}: {verdict}", Counted, count);
        }
    }

    private PiBenchmark Run(PiEnvironment machine, long trials)
    {
        BenchmarkBuilder builder = new(() => machine);

        for (int i = 0; i < Samples; i++)
        {
            foreach (EstimateOptions point in Points)
            {
                _ = builder.Add(Named(EstimateRun.Execute(point with { Trials = trials, Seed = 42 }, []), trials));
            }
        }

        return builder.Merge();
    }

    // By its time it is what was run, by its trials what is compared; with a seed for each, for the hits are none of these trials.
    private PiEstimate Named(PiEstimate run, long trials) => new(new(_trials, run.Hits * _trials / trials), run.ConfidenceLevel)
    {
        ResumedTrials = 0,
        Seed = (ulong)trials,
        Generator = run.Generator,
        BlockSize = run.BlockSize,
        Type = run.Type,
        WorkerCount = run.WorkerCount,
        Elapsed = run.Elapsed,
        StartUp = run.StartUp,
        Compute = run.Compute,
        Workers = [],
    };
}
