using PiPS.Engine.Estimating;
using PiPS.Engine.Sampling;

namespace PiPS.Engine.Benchmarking.Scaling;

/// <summary>Finds the trials that keep every point of a sweep busy for a second.</summary>
internal sealed class Calibration
{
    private const double Enough = 0.1;
    private const double Wanted = 0.2;
    private const double LargestStep = 64.0;

    /// <summary>Seconds that the quickest point shall take: a little more than one, since warm-up's rates aren't the last word.</summary>
    private const double Goal = 1.1;

    /// <summary>Seconds that every point shall take.</summary>
    private const double Least = 1.0;

    private readonly ScalingOptions _options;
    private readonly Func<SweepPoint, long, BenchmarkSample> _run;
    private double _fastest;
    private double _shortest = double.PositiveInfinity;

    /// <param name="options">The sweep's options.</param>
    /// <param name="run">Runs a point with so many trials, or so many for each worker if the sweep is weak.</param>
    public Calibration(ScalingOptions options, Func<SweepPoint, long, BenchmarkSample> run)
    {
        _options = options;
        _run = run;
    }

    /// <summary>Takes a run that warmed up into account.</summary>
    public void Add(SweepPoint point, BenchmarkSample sample)
    {
        _fastest = Math.Max(_fastest, sample.Rate / (_options.Weak ? point.WorkerCount : 1));
        _shortest = Math.Min(_shortest, sample.Compute);
    }

    /// <summary>What the rounds that count take: the same as those that warmed up, unless one was over too soon.</summary>
    /// <param name="warmup">Trials of the rounds that warmed up, or of each worker there.</param>
    public long After(long warmup) => _shortest < Least ? Math.Max(warmup, Trials()) : warmup;

    /// <summary>Runs the point that should be the quickest of each type, with more and more trials until it takes a tenth of a second.</summary>
    /// <returns>Trials for a run, or for each worker if the sweep is weak.</returns>
    public long Pilot(IReadOnlyList<SweepPoint> points)
    {
        foreach (IGrouping<WorkerType, SweepPoint> type in points.GroupBy(point => point.Type))
        {
            SweepPoint quickest = _options.Weak ? type.MinBy(point => point.WorkerCount) : type.MaxBy(point => point.WorkerCount);
            long trials = TrialSources.DefaultBlockSize(_options.Generator) * (_options.Weak ? 1 : quickest.WorkerCount);
            BenchmarkSample sample = _run(quickest, trials);

            while (sample.Compute < Enough && trials < BlockPlan.MaximumTrials / quickest.WorkerCount)
            {
                double step = sample.Compute > 0.0 ? Math.Clamp(Wanted / sample.Compute, 2.0, LargestStep) : LargestStep;
                trials = RoundUp(trials * step);
                sample = _run(quickest, trials);
            }

            Add(quickest, sample);
        }

        _shortest = double.PositiveInfinity;
        return Trials();
    }

    private long Trials() => RoundUp(Goal * _fastest);

    // To two digits, so that people can say it: 3.4e10.
    private static long RoundUp(double trials)
    {
        double unit = Math.Pow(10.0, Math.Max(0.0, Math.Floor(Math.Log10(Math.Max(trials, 1.0))) - 1.0));
        return (long)Math.Min(Math.Ceiling(trials / unit) * unit, BlockPlan.MaximumTrials / EstimateOptions.MaximumWorkers);
    }
}
