using System.Collections.Concurrent;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Estimating;

/// <summary>Looks after a run from the calling thread: Ctrl+C, the clock, the observer.</summary>
internal sealed class RunWatch
{
    private static readonly TimeSpan ReportEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    private readonly Func<TimeSpan> _clock;
    private readonly TimeSpan? _duration;
    private readonly IEstimateObserver? _observer;
    private readonly CancellationToken _stop;
    private readonly ConcurrentQueue<string> _notices = new();
    private TimeSpan _lastReport;
    private volatile Exception? _failure;

    public RunWatch(Func<TimeSpan> clock, TimeSpan? duration, IEstimateObserver? observer, CancellationToken stop)
    {
        _clock = clock;
        _duration = duration;
        _observer = observer;
        _stop = stop;
    }

    /// <summary>Whether the clock has ended the run.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Time since the start of the run.</summary>
    public TimeSpan Now => _clock();

    /// <summary>Keeps something for the observer, from any thread.</summary>
    public void Notice(string message) => _notices.Enqueue(message);

    /// <summary>Ends the run at the next look, from any thread.</summary>
    public void Fail(Exception failure) => _failure = failure;

    /// <summary>How long until there is something to look at.</summary>
    public TimeSpan Patience()
    {
        TimeSpan left = _duration is TimeSpan duration && !IsOver ? duration - _clock() : LookEvery;
        return left < TimeSpan.Zero ? TimeSpan.Zero : left < LookEvery ? left : LookEvery;
    }

    /// <exception cref="OperationCanceledException">The run was told to stop.</exception>
    public void Tick(Crew crew, Dealer dealer, StagePlan stages)
    {
        _stop.ThrowIfCancellationRequested();

        if (_failure is Exception failure)
        {
            throw failure;
        }

        TimeSpan now = _clock();

        if (!IsOver && now >= _duration)
        {
            IsOver = true;
            dealer.Cut();
            crew.Cut();
        }

        PassOnNotices();

        if (_observer is not null && now - _lastReport >= ReportEvery)
        {
            _lastReport = now;
            _observer.Progressed(Progress(now, dealer.Tally.Trials + crew.Underway, dealer.Known.Trials, stages.Expected));
        }
    }

    /// <summary>Tells the observer what was noticed since.</summary>
    public void PassOnNotices()
    {
        while (_notices.TryDequeue(out string? notice))
        {
            _observer?.Noticed(notice);
        }
    }

    private EstimateProgress Progress(TimeSpan now, long trials, long known, long expected)
    {
        double rate = (trials - known) / now.TotalSeconds;
        double share = Math.Min(1.0, Math.Max((double)trials / expected, _duration is TimeSpan duration ? now / duration : 0.0));
        TimeSpan? byTrials = trials > known ? Seconds((expected - trials) / rate) : null;
        TimeSpan? byClock = _duration - now;
        return new(trials, share, rate, byTrials is null || byClock < byTrials ? byClock ?? byTrials : byTrials);
    }

    private static TimeSpan Seconds(double seconds)
        => TimeSpan.FromSeconds(Math.Clamp(seconds, 0.0, TimeSpan.MaxValue.TotalSeconds / 2.0));
}
