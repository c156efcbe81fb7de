using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace PiPS.Engine.Launchers;

/// <summary>When jobs end by their time limit, as far as Slurm has said. Any thread may call it.</summary>
/// <remarks>
/// Slurm's own signal would come up to a minute early and kill whoever doesn't listen; so the end is known here, for all workers together, by one
/// question a minute. What is asked for the first time is answered later: nobody waits for Slurm.
/// </remarks>
internal sealed class SlurmClock : IDisposable
{
    // So long before its end a job is given no more work; of a short job a tenth.
    private const double MostBefore = 30.0;
    private const double ShareBefore = 0.1;
    private static readonly TimeSpan AskEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, double?> _closing = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<CancellationToken, string> _ask;
    private readonly Func<double> _now;
    private double _askedAt = double.NegativeInfinity;
    private int _isAsking;
    private volatile bool _isTold;

    /// <param name="ask">Asks Slurm: a line for each job, with its number and the time that it has left, as <c>squeue -o '%A %L'</c> has it.</param>
    public SlurmClock(Func<CancellationToken, string> ask)
        : this(ask, static () => Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency)
    {
    }

    /// <summary>The same by another clock, in seconds.</summary>
    internal SlurmClock(Func<CancellationToken, string> ask, Func<double> now)
    {
        _ask = ask;
        _now = now;
    }

    /// <summary>All jobs, which are one allocation, have no time left for more work: one of its workers was told so by Slurm, which tells only those that run by then.</summary>
    public void Tell() => _isTold = true;

    /// <summary>Whether a job has no time left for more work.</summary>
    /// <param name="job">Its number; empty or nothing if it has none, or isn't known.</param>
    public bool IsNearEnd(string? job) => _isTold || (job is { Length: > 0 } && IsClosing(job));

    /// <summary>Takes an answer.</summary>
    public void Heard(string lines)
    {
        double now = _now();

        foreach (string[] words in lines.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(words => words.Length == 2))
        {
            _closing[words[0]] = Left(words[1]) is double left ? now + left - Math.Min(MostBefore, left * ShareBefore) : null;
        }
    }

    /// <summary>A time as Slurm writes it, in seconds: <c>[days-][hours:]minutes:seconds</c>.</summary>
    /// <returns>Nothing if it has no end, or isn't known.</returns>
    public static double? Left(string text)
    {
        string[] days = text.Split('-');
        string[] parts = days[^1].Split(':');
        double seconds = 0.0;

        foreach (string part in parts)
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            {
                return null;
            }

            seconds = (seconds * 60.0) + number;
        }

        return days.Length == 1 ? seconds
            : days.Length == 2 && int.TryParse(days[0], NumberStyles.None, CultureInfo.InvariantCulture, out int whole) ? (whole * 86400.0) + seconds
            : null;
    }

    /// <summary>Asks nothing more.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        SpinWait.SpinUntil(() => Volatile.Read(ref _isAsking) == 0, TimeSpan.FromSeconds(1));
    }

    private bool IsClosing(string job)
    {
        double now = _now();
        bool isKnown = _closing.TryGetValue(job, out double? closing);

        if (now > Volatile.Read(ref _askedAt) + (isKnown ? AskEvery : AskAgain).TotalSeconds && Interlocked.Exchange(ref _isAsking, 1) == 0)
        {
            _ = ThreadPool.UnsafeQueueUserWorkItem(static clock => clock.Ask(), this, preferLocal: false);
        }

        return now > closing;
    }

    private void Ask()
    {
        try
        {
            if (!_stop.IsCancellationRequested)
            {
                Heard(_ask(_stop.Token));
                Volatile.Write(ref _askedAt, _now());
            }
        }
        finally
        {
            Volatile.Write(ref _isAsking, 0);
        }
    }
}
