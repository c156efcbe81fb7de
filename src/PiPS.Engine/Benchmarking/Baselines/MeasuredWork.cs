using PiPS.Engine.Benchmarking.Cores;
using PiPS.Engine.Benchmarking.Scaling;
using PiPS.Engine.Benchmarking.Statistics;
using PiPS.Engine.Estimating;

namespace PiPS.Engine.Benchmarking.Baselines;

/// <summary>All runs of one work that one side of a comparison has.</summary>
internal sealed class MeasuredWork
{
    private readonly List<WorkSample> _samples = [];
    private readonly HashSet<BenchmarkSetting> _settings = [];

    private MeasuredWork(BenchmarkWork work)
    {
        Work = work;
    }

    public BenchmarkWork Work { get; }

    /// <summary>At least one; estimates are numbered as rounds.</summary>
    public IReadOnlyList<WorkSample> Samples => _samples;

    /// <summary>What they were measured on: one, unless files of several machines were given.</summary>
    public IReadOnlyCollection<BenchmarkSetting> Settings => _settings;

    /// <summary>Whether a core test counted other hits than its blocks have.</summary>
    public bool Miscounted { get; private set; }

    public IEnumerable<double> Rates => _samples.Select(sample => sample.Sample.Rate);

    /// <summary>Rate in the middle, in trials a second.</summary>
    public double MedianRate => Median.Of([.. Rates]);

    /// <summary>By work, in the order that they come in. A core that couldn't be tested has no run, and isn't among them.</summary>
    public static List<MeasuredWork> Of(IEnumerable<PiBenchmark> benchmarks)
    {
        OrderedDictionary<BenchmarkWork, MeasuredWork> works = [];

        foreach (PiBenchmark benchmark in benchmarks)
        {
            BenchmarkSetting setting = new(benchmark.Version, benchmark.Environment);

            foreach (ScalingPoint point in benchmark.Scaling.Where(point => point.Samples.Count > 0))
            {
                At(works, BenchmarkWork.Of(point), setting)._samples.AddRange(point.Samples.Select(sample => new WorkSample(point.Seed, sample)));
            }

            foreach (CoreTest core in benchmark.Cores.Where(core => core.Samples.Count > 0))
            {
                MeasuredWork at = At(works, BenchmarkWork.Of(core), setting);
                at._samples.AddRange(core.Samples.Select(sample => new WorkSample(core.Seed, sample)));
                at.Miscounted |= core.Hits != core.Expected;
            }

            // What went on from a checkpoint wasn't measured whole.
            foreach (PiEstimate estimate in benchmark.Estimates.Where(estimate => estimate.ResumedTrials == 0))
            {
                MeasuredWork at = At(works, BenchmarkWork.Of(estimate), setting);
                at._samples.Add(new(estimate.Seed, Sample(estimate, at._samples.Count + 1)));
            }
        }

        return [.. works.Values];
    }

    /// <summary>Hits of runs, of which the same seed and trials have to have the same. Repeats of a core test may be of other blocks.</summary>
    public IEnumerable<((ulong Seed, long Trials) Run, long Hits)> KnownHits => Work.Processor is not null
        ? []
        : _samples.Select(sample => ((sample.Seed, sample.Sample.Trials), sample.Sample.Hits)).Distinct();

    private static MeasuredWork At(OrderedDictionary<BenchmarkWork, MeasuredWork> works, BenchmarkWork work, BenchmarkSetting setting)
    {
        if (!works.TryGetValue(work, out MeasuredWork? at))
        {
            works.Add(work, at = new(work));
        }

        _ = at._settings.Add(setting);
        return at;
    }

    private static BenchmarkSample Sample(PiEstimate estimate, int round) => new()
    {
        Round = round,
        Trials = estimate.Trials,
        Hits = estimate.Hits,
        StartUp = estimate.StartUp,
        Compute = estimate.Compute,
        Elapsed = estimate.Elapsed,
    };
}
