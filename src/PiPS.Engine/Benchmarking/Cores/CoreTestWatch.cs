namespace PiPS.Engine.Benchmarking.Cores;

/// <summary>Looks after a core test from the calling thread: Ctrl+C, the clock, the observer.</summary>
internal sealed class CoreTestWatch
{
    private static readonly TimeSpan ReportEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);

    private readonly TimeProvider _time;
    private readonly TimeSpan? _duration;
    private readonly int? _rounds;
    private readonly IReadOnlyCollection<CoreRecord> _records;
    private readonly ICoreTestObserver? _observer;
    private readonly CancellationToken _stop;
    private readonly long _start;
    private IReadOnlyCollection<CoreRecord> _turn = [];
    private TimeSpan _lastReport;
    private int _round;
    private int _turned;

    public CoreTestWatch(
        CoreTestOptions options, TimeProvider time, IReadOnlyCollection<CoreRecord> records, ICoreTestObserver? observer, CancellationToken stop)
    {
        _time = time;
        _duration = options.Duration;
        _rounds = options.Duration is null ? options.Repeat ?? CoreTestOptions.DefaultRepeat : null;
        _records = records;
        _observer = observer;
        _stop = stop;
        _start = time.GetTimestamp();
    }

    /// <summary>Whether the clock ends the test: once each processor has had a repeat.</summary>
    private bool IsTimeOver => Now >= _duration && _records.All(record => record.IsLost || record.Samples.Count > 0);

    private TimeSpan Now => _time.GetElapsedTime(_start);

    /// <summary>Whether the test ends before this round.</summary>
    public bool IsOver(int round) => round > _rounds || IsTimeOver || _records.All(record => record.IsLost);

    /// <summary>A turn begins.</summary>
    public void Begin(int round, IReadOnlyCollection<CoreRecord> turn)
    {
        _turned = round == _round ? _turned + _turn.Count : 0;
        _round = round;
        _turn = turn;
    }

    /// <summary>Waits for the end of visits; cuts them once the time is over.</summary>
    /// <exception cref="OperationCanceledException">The test was told to stop.</exception>
    public void Wait(CountdownEvent ends, IReadOnlyCollection<CoreVisit> visits)
    {
        while (true)
        {
            _stop.ThrowIfCancellationRequested();

            if (IsTimeOver)
            {
                foreach (CoreVisit visit in visits)
                {
                    visit.Cut();
                }
            }

            if (WaitHandle.WaitAny([ends.WaitHandle, _stop.WaitHandle], LookEvery) == 0)
            {
                // Turns may all be shorter than a look.
                Report(1.0);
                return;
            }

            Report(visits.Average(visit => visit.Share));
        }
    }

    /// <summary>Says that a processor is lost.</summary>
    public void Notice(CoreRecord record, string? loss)
    {
        if (loss is not null)
        {
            _observer?.Noticed($"The logical processor {record.Processor} can't be tested any more. {loss}");
        }
    }

    private void Report(double shareOfTurn)
    {
        TimeSpan now = Now;

        if (_observer is null || now - _lastReport < ReportEvery)
        {
            return;
        }

        _lastReport = now;
        double share = Math.Min(1.0, _duration is TimeSpan duration ? now / duration : ShareOfRounds(shareOfTurn));
        TimeSpan? left = _duration is TimeSpan whole ? (now < whole ? whole - now : TimeSpan.Zero)
            : share > 0.0 ? now * ((1.0 - share) / share)
            : null;
        _observer.Progressed(new(_round, _rounds, _turn.Count == 1 ? _turn.First().Processor : null, share, left));
    }

    private double ShareOfRounds(double shareOfTurn)
    {
        int tested = Math.Max(1, _records.Count(record => !record.IsLost));
        return (_round - 1 + ((_turned + (shareOfTurn * _turn.Count)) / tested)) / _rounds!.Value;
    }
}
