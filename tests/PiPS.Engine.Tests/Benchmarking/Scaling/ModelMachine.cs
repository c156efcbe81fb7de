using PiPS.Engine.Benchmarking;
using PiPS.Engine.Estimating;

namespace PiPS.Engine.Tests.Benchmarking.Scaling;

/// <summary>A machine that follows a law of scaling, with noise and drift, and a clock that its runs move.</summary>
internal sealed class ModelMachine : TimeProvider
{
    private readonly Random _random = new(17);
    private long _ticks;

    /// <summary>Trials a second of one worker, when it is cold.</summary>
    public double WorkerRate { get; init; } = 1e9;

    /// <summary>Amdahl's serial fraction, or the law's contention.</summary>
    public double Serial { get; init; }

    /// <summary>What each pair of workers costs.</summary>
    public double Coherency { get; init; }

    /// <summary>A run takes up to this share longer, by chance.</summary>
    public double Noise { get; init; }

    /// <summary>Share of the speed that is left after an hour.</summary>
    public double AfterAnHour { get; init; } = 1.0;

    /// <summary>Seconds until workers are ready.</summary>
    public double StartUp { get; init; } = 0.05;

    /// <summary>Adds hits to a run that it miscounts.</summary>
    public Func<EstimateOptions, int, long> Miscount { get; init; } = (_, _) => 0;

    /// <summary>How many times as long as usual a run takes, by its number.</summary>
    public Func<int, double> Hiccup { get; init; } = _ => 1.0;

    /// <summary>The runs, in order.</summary>
    public List<EstimateOptions> Runs { get; } = [];

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _ticks;

    public TimeSpan Now => new(_ticks);

    public BenchmarkSample Run(EstimateOptions options, IEstimateObserver observer)
    {
        Runs.Add(options);
        double workers = options.WorkerCount ?? 1;
        double law = workers / (1.0 + (Serial * (workers - 1.0)) + (Coherency * workers * (workers - 1.0)));
        double warmth = Math.Pow(AfterAnHour, Now.TotalHours);
        double rate = WorkerRate * law * warmth / (1.0 + (Noise * _random.NextDouble())) / Hiccup(Runs.Count);
        double compute = options.Duration?.TotalSeconds ?? options.Trials!.Value / rate;
        long trials = options.Trials ?? (long)(compute * rate);
        _ticks += TimeSpan.FromSeconds((StartUp + compute) / 2.0).Ticks;
        observer.Progressed(new(trials / 2, 0.5, rate, TimeSpan.Zero));
        _ticks += TimeSpan.FromSeconds((StartUp + compute) / 2.0).Ticks;

        return new()
        {
            Round = 0,
            Trials = trials,
            Hits = (long)(trials * 0.785) + Miscount(options, Runs.Count),
            StartUp = StartUp,
            Compute = compute,
            Elapsed = StartUp + compute,
        };
    }
}
