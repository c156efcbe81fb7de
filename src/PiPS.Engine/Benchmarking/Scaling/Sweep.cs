using System.Security.Cryptography;
using PiPS.Engine.Estimating;
using PiPS.Engine.Machine;

namespace PiPS.Engine.Benchmarking.Scaling;

/// <summary>One sweep: finds out how much work a run takes, warms up, and repeats.</summary>
internal sealed class Sweep
{
    private readonly ScalingOptions _options;
    private readonly PiEnvironment _environment;
    private readonly Func<EstimateOptions, IEstimateObserver, BenchmarkSample> _run;
    private readonly CancellationToken _stop;
    private readonly IReadOnlyList<SweepPoint> _points;
    private readonly SweepWatch _watch;
    private readonly HitsCheck _hits = new();
    private readonly RoundOrder _order;
    private readonly ulong _seed;

    public Sweep(
        ScalingOptions options,
        PiEnvironment environment,
        Func<EstimateOptions, IEstimateObserver, BenchmarkSample> run,
        IScalingObserver? observer,
        TimeProvider time,
        CancellationToken stop)
    {
        _options = options;
        _environment = environment with { Launcher = options.Launcher?.ToString() };
        _run = run;
        _stop = stop;
        _points = options.Points(environment.UsableProcessors);
        _watch = new(options, _points, observer, time);
        _seed = options.Seed ?? BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
        _order = new(_seed);
    }

    public IReadOnlyList<ScalingPoint> Run()
    {
        SweepAdvice.Before(_options, _points, _environment).ForEach(_watch.Noticed);
        Calibration calibration = new(_options, (point, trials) => RunOne(point, trials, round: 0));
        long? trials = _options.IsCalibrated ? calibration.Pilot(_points) : _options.Trials;

        for (int round = 0; round < _options.Warmup; round++)
        {
            foreach (SweepPoint point in _order.Shuffle(_points))
            {
                calibration.Add(point, RunOne(point, trials, round: 0));
            }
        }

        return Repeat(_options.IsCalibrated ? calibration.After(trials!.Value) : trials);
    }

    private IReadOnlyList<ScalingPoint> Repeat(long? trials)
    {
        ScalingSummary summary = new(_options, _points, _environment, _seed);
        _watch.Plan(_options.LeastRounds);

        for (int round = 1; ; round++)
        {
            TimeSpan began = _watch.Now;

            foreach (SweepPoint point in _order.Shuffle(_points))
            {
                summary.Add(point, RunOne(point, trials, round));
            }

            bool isEnough = round >= _options.LeastRounds && summary.WidestSpread <= _options.TargetSpread;
            bool isTimeOver = !isEnough && round < _options.MostRounds && _watch.Now + (_watch.Now - began) > _options.MaximumDuration;

            if (isEnough || isTimeOver || round == _options.MostRounds)
            {
                SweepAdvice.After(_options, round, isTimeOver, summary).ForEach(_watch.Noticed);
                break;
            }

            if (round == _options.LeastRounds)
            {
                _watch.Plan(_options.MostRounds);
            }
        }

        return summary.Rows();
    }

    private BenchmarkSample RunOne(SweepPoint point, long? trials, int round)
    {
        _stop.ThrowIfCancellationRequested();
        EstimateOptions run = _options.RunOf(point, trials, _seed);
        _watch.Begin(point, round, run);
        BenchmarkSample sample = _run(run, _watch) with { Round = round };
        _watch.End(point, sample);
        _hits.Add(point, sample);
        return sample;
    }
}
