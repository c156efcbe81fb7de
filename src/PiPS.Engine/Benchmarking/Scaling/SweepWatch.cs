using PiPS.Engine.Estimating;

namespace PiPS.Engine.Benchmarking.Scaling;

/// <summary>Knows how far a sweep is, and what is left of it by what its runs took so far.</summary>
internal sealed class SweepWatch : IEstimateObserver
{
    private readonly ScalingOptions _options;
    private readonly IScalingObserver? _observer;
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly Dictionary<SweepPoint, double> _rates = [];
    private readonly Dictionary<SweepPoint, double> _overheads = [];
    private readonly Dictionary<SweepPoint, int> _left;
    private SweepPoint _point;
    private EstimateOptions _run = new();
    private int _round;
    private int _planned;
    private double _shown;

    public SweepWatch(ScalingOptions options, IReadOnlyList<SweepPoint> points, IScalingObserver? observer, TimeProvider time)
    {
        _options = options;
        _observer = observer;
        _time = time;
        _start = time.GetTimestamp();
        _left = points.ToDictionary(point => point, _ => 0);
    }

    /// <summary>Time since the sweep began.</summary>
    public TimeSpan Now => _time.GetElapsedTime(_start);

    /// <summary>Plans so many rounds in all.</summary>
    public void Plan(int rounds)
    {
        foreach (SweepPoint point in _left.Keys.ToArray())
        {
            _left[point] += rounds - _planned;
        }

        _planned = rounds;
        _shown = 0.0;
    }

    public void Begin(SweepPoint point, int round, EstimateOptions run)
    {
        (_point, _round, _run) = (point, round, run);
        Tell(0.0);
    }

    public void End(SweepPoint point, BenchmarkSample sample)
    {
        _rates[point] = sample.Rate;
        _overheads[point] = sample.Elapsed - sample.Compute;
        _left[point] -= _round > 0 ? 1 : 0;
    }

    public void Progressed(EstimateProgress progress) => Tell(progress.Share);

    public void Noticed(string message) => _observer?.Noticed(message);

    private void Tell(double share)
    {
        double? left = Left(share);
        double done = Now.TotalSeconds;

        // A bar that goes back tells nobody anything.
        _shown = Math.Max(_shown, left is double seconds && _round > 0 ? done / Math.Max(done + seconds, double.Epsilon) : 0.0);
        _observer?.Progressed(new(
            _round, Math.Max(_planned, _options.LeastRounds), _point.Type.ToString(), _point.WorkerCount, _shown,
            left is double remaining ? TimeSpan.FromSeconds(Math.Min(remaining, TimeSpan.MaxValue.TotalSeconds / 2.0)) : null));
    }

    private double? Left(double share)
    {
        if (_round == 0 || _left.Keys.Any(point => Cost(point) is null))
        {
            return null;
        }

        return _left.Sum(point => point.Value * Cost(point.Key)!.Value) - (share * Cost(_point)!.Value);
    }

    // What a run of the point takes, with as much work as the one that is under way.
    private double? Cost(SweepPoint point)
    {
        if (!_rates.TryGetValue(point, out double rate) || rate <= 0.0)
        {
            return _options.Duration?.TotalSeconds;
        }

        double trials = (double)_run.Trials.GetValueOrDefault() / (_options.Weak ? _point.WorkerCount : 1) * (_options.Weak ? point.WorkerCount : 1);
        return _overheads[point] + (_options.Duration?.TotalSeconds ?? trials / rate);
    }
}
