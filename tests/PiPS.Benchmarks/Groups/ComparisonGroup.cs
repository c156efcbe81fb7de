using PiPS.Benchmarks.Measuring;
using PiPS.Engine.Benchmarking.Baselines;
using PiPS.Engine.Estimating;
using PiPS.Engine.Machine;

namespace PiPS.Benchmarks.Groups;

/// <summary>What comparisons of this build with itself say on this machine, with its noise: how often they cry wolf, and how often they see a loss.</summary>
internal sealed class ComparisonGroup(bool full) : BenchmarkGroup
{
    private const int Comparisons = 200;
    private const int Samples = 6;
    private const int WarmUp = 2;

    // 30 ms at 20 G trials/s; --full takes ten times as long.
    private const long ShortTrials = 600_000_000;
    private const long LongTrials = 6_000_000_000;

    private static readonly string[] Verdicts =
        [ComparisonVerdict.Slower, ComparisonVerdict.Faster, ComparisonVerdict.Same, ComparisonVerdict.Inconclusive];

    private static readonly Unit Counted = new($"of {Comparisons}", 1.0, false);

    private readonly long _trials = full ? LongTrials : ShortTrials;

    public override string Name => "comparisons";

    public override string Title => $"This build compared with itself, {Samples} samples of {_trials:0e0} trials on a thread on each side";

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

        for (int i = 0; i < (round.IsWarmUp ? WarmUp : Comparisons); i++)
        {
            // One run, then the other, as users do: not in turns.
            PiBenchmark before = Run(machine, _trials), after = Run(machine, afterTrials);
            counts[BenchmarkComparer.Compare([before], [after], new()).Comparisons[0].Verdict]++;
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
            PiEstimate estimate = EstimateRun.Execute(new() { Trials = trials, Type = WorkerType.Thread, WorkerCount = 1, Seed = 42 }, []);
            _ = builder.Add(new PiEstimate(new(_trials, estimate.Hits * _trials / trials), estimate.ConfidenceLevel)
            {
                ResumedTrials = 0,
                Seed = (ulong)trials,
                Generator = estimate.Generator,
                BlockSize = estimate.BlockSize,
                Type = estimate.Type,
                WorkerCount = estimate.WorkerCount,
                Elapsed = estimate.Elapsed,
                StartUp = estimate.StartUp,
                Compute = estimate.Compute,
                Workers = [],
            });
        }

        return builder.Merge();
    }
}
