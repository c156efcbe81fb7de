using PiPS.Engine.Estimating;

namespace PiPS.Engine.Workers;

/// <summary>How the tally of a run grew, in at most a hundred points. Whoever calls it holds the dealer's lock.</summary>
/// <remarks>
/// An estimate converges with the logarithm of its trials: once there are too many points, those stay that are about the
/// same ratio of trials apart.
/// </remarks>
internal sealed class ConvergenceLog
{
    private const int Most = 100;
    private readonly List<Entry> _entries = [];
    private double _ratio = 1.0;

    public void Add(TimeSpan now, Tally tally)
    {
        // The last one is always the newest; the one before decides whether it stays.
        if (_entries.Count > 1 && _entries[^1].Tally.Trials < _entries[^2].Tally.Trials * _ratio)
        {
            _entries.RemoveAt(_entries.Count - 1);
        }

        _entries.Add(new(now, tally));

        if (_entries.Count > Most)
        {
            Thin();
        }
    }

    /// <summary>The points in order; the last one is all that was counted.</summary>
    public IReadOnlyList<ConvergencePoint> Points(double confidenceLevel)
        => [.. _entries.Where(entry => entry.Tally.Trials > 0).Select(entry => Point(entry, confidenceLevel))];

    private static ConvergencePoint Point(Entry entry, double confidenceLevel)
    {
        (double lower, double upper) = PiStatistics.Interval(entry.Tally, confidenceLevel);
        return new()
        {
            Elapsed = entry.Time.TotalSeconds,
            Trials = entry.Tally.Trials,
            Hits = entry.Tally.Hits,
            Value = PiStatistics.Value(entry.Tally),
            LowerBound = lower,
            UpperBound = upper,
        };
    }

    private void Thin()
    {
        Entry newest = _entries[^1];
        double range = (double)newest.Tally.Trials / Math.Max(1, _entries[0].Tally.Trials);

        // At the first time as well as later, whatever the trials: half of them go.
        _ratio = Math.Max(_ratio, Math.Pow(range, 2.0 / Most));
        long last = 0;
        _entries.RemoveAll(entry =>
        {
            bool goes = entry != newest && last > 0 && entry.Tally.Trials < last * _ratio;
            last = goes ? last : entry.Tally.Trials;
            return goes;
        });
    }

    // A class: a list of references is compiled ahead of time.
    private sealed record Entry(TimeSpan Time, Tally Tally);
}
