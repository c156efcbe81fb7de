using PiPS.Engine.Benchmarking.Statistics;
using PiPS.Engine.Estimating;
using PiPS.Engine.Machine;
using PiPS.Engine.Sampling;

namespace PiPS.Engine.Benchmarking.Scaling;

/// <summary>The samples of a sweep, and its rows.</summary>
internal sealed class ScalingSummary
{
    private readonly ScalingOptions _options;
    private readonly IReadOnlyList<SweepPoint> _points;
    private readonly PiEnvironment _environment;
    private readonly ulong _seed;
    private readonly Dictionary<SweepPoint, List<BenchmarkSample>> _samples;

    public ScalingSummary(ScalingOptions options, IReadOnlyList<SweepPoint> points, PiEnvironment environment, ulong seed)
    {
        _options = options;
        _points = points;
        _environment = environment;
        _seed = seed;
        _samples = points.ToDictionary(point => point, _ => new List<BenchmarkSample>());
    }

    /// <summary>The point whose rate is known least, and how well: half the width of its interval, as a share of the rate.</summary>
    public (SweepPoint Point, double Spread) Widest => _points.Select(point => (point, Spread(Rates(point)))).MaxBy(pair => pair.Item2);

    /// <summary>The spread of that point.</summary>
    public double WidestSpread => Widest.Spread;

    public void Add(SweepPoint point, BenchmarkSample sample) => _samples[point].Add(sample);

    /// <summary>A row for each point.</summary>
    public IReadOnlyList<ScalingPoint> Rows() => [.. _points.Select(Row)];

    private ScalingPoint Row(SweepPoint point)
    {
        double[] seconds = [.. _samples[point].Select(sample => sample.Compute)];
        double[] rates = Rates(point);
        bool[] outliers = Outliers.Among(rates);
        MedianInterval time = MedianInterval.Of(seconds, _options.ConfidenceLevel);
        MedianInterval rate = MedianInterval.Of(rates, _options.ConfidenceLevel);
        double speedUp = Ratio(Median.Of(rates), WorkerRate(point.Type));
        BenchmarkSample first = _samples[point][0];

        return new()
        {
            Type = point.Type.ToString(),
            WorkerCount = point.WorkerCount,
            Median = Median.Of(seconds),
            LowerBound = time.Lower,
            UpperBound = time.Upper,
            ConfidenceLevel = time.ConfidenceLevel,
            Spread = Spread(rates),
            Outliers = outliers.Count(isOutlier => isOutlier),
            Rate = Median.Of(rates),
            RateLowerBound = rate.Lower,
            RateUpperBound = rate.Upper,
            SpeedUp = speedUp,
            Efficiency = speedUp / point.WorkerCount,
            SerialFraction = _options.Weak
                ? SerialFractions.Gustafson(speedUp, point.WorkerCount)
                : SerialFractions.KarpFlatt(speedUp, point.WorkerCount),
            StartUp = Median.Of([.. _samples[point].Select(sample => sample.StartUp)]),
            Weak = _options.Weak,
            IsCalibrated = _options.IsCalibrated,
            Pinning = _options.Pinning.ToString(),
            Trials = _options.Duration is null ? first.Trials : null,
            Duration = _options.Duration?.TotalSeconds,
            Seed = _seed,
            Generator = _options.Generator.ToString(),
            BlockSize = TrialSources.DefaultBlockSize(_options.Generator),
            Samples = [.. _samples[point].Select((sample, n) => sample with { IsOutlier = outliers[n] })],
            Environment = _environment,
        };
    }

    // Of one worker; where that wasn't measured, the fewest are taken as perfect.
    private double WorkerRate(WorkerType type)
    {
        SweepPoint fewest = _points.Where(point => point.Type == type).MinBy(point => point.WorkerCount);
        return Median.Of(Rates(fewest)) / fewest.WorkerCount;
    }

    private double[] Rates(SweepPoint point) => [.. _samples[point].Select(sample => sample.Rate)];

    private double Spread(double[] rates)
    {
        MedianInterval interval = MedianInterval.Of(rates, _options.ConfidenceLevel);
        return Ratio((interval.Upper - interval.Lower) / 2.0, Median.Of(rates));
    }

    private static double Ratio(double value, double of) => of > 0.0 ? value / of : 0.0;
}
