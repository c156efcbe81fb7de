using PiPS.Engine.Estimating;
using PiPS.Engine.Protocol;

namespace PiPS.Engine.Workers;

/// <summary>What is noted about one worker while it works. Whoever writes or reads it holds the dealer's lock.</summary>
internal sealed class WorkerRecord
{
    private Tally _tally;
    private TimeSpan _computing;
    private TimeSpan _waiting;
    private TimeSpan _lastNews;

    /// <param name="index">The worker's number.</param>
    /// <param name="processId">Its process.</param>
    /// <param name="started">When, since the start of the run.</param>
    public WorkerRecord(int index, int processId, TimeSpan started)
    {
        Index = index;
        ProcessId = processId;
        Started = started;
        _lastNews = started;
    }

    public int Index { get; }

    public int ProcessId { get; set; }

    /// <summary>When it was started. Times are since the start of the run.</summary>
    public TimeSpan Started { get; }

    public string Host { get; set; } = Environment.MachineName;

    /// <summary>When it could take work; <see langword="null"/> until then.</summary>
    public TimeSpan? Ready { get; private set; }

    /// <summary>When it died; <see langword="null"/> if it didn't.</summary>
    public TimeSpan? Lost { get; set; }

    /// <summary>How it spent its time from when it could take work until it was last heard of.</summary>
    public WorkerHistory History { get; } = new();

    /// <summary>When it was last heard of.</summary>
    public TimeSpan LastNews => _lastNews;

    /// <summary>Trials a second while it counts; 0 before its first answer.</summary>
    public double Rate => _computing > TimeSpan.Zero ? _tally.Trials / _computing.TotalSeconds : 0.0;

    public void BecameReady(TimeSpan now)
    {
        Ready = now;
        _lastNews = now;
    }

    /// <summary>It comes, ready; if it was here before, it did other things meanwhile.</summary>
    public bool Arrived(TimeSpan now)
    {
        if (Ready is not null)
        {
            Note(now, TimeSpan.Zero, now - _lastNews);
        }

        Ready ??= now;
        _lastNews = now;
        return true;
    }

    public void Answered(Counted counted, TimeSpan now)
    {
        Note(
            now,
            TimeSpan.FromMicroseconds(counted.ComputingNanoseconds / 1000.0),
            TimeSpan.FromMicroseconds(counted.WaitingNanoseconds / 1000.0));
    }

    /// <summary>Adds what it counted to what is its part of the estimate.</summary>
    public void Credit(Tally tally) => _tally += tally;

    public WorkerReport Report(TimeSpan end)
    {
        TimeSpan gone = Lost ?? end;
        TimeSpan ready = Ready ?? gone;
        TimeSpan talked = Ready is null ? TimeSpan.Zero : _lastNews - ready - _computing - _waiting;

        return new()
        {
            Index = Index,
            ProcessId = ProcessId,
            Host = Host,
            Trials = _tally.Trials,
            Hits = _tally.Hits,
            StartUp = ready.TotalSeconds,
            Waiting = (Ready is null ? TimeSpan.Zero : _waiting + gone - _lastNews).TotalSeconds,
            Computing = _computing.TotalSeconds,
            Transfer = Math.Max(0.0, talked.TotalSeconds),
            Lost = Lost is not null,
        };
    }

    private void Note(TimeSpan now, TimeSpan computing, TimeSpan waiting)
    {
        _computing += computing;
        _waiting += waiting;
        History.Add(new(_lastNews, now, computing, waiting));
        _lastNews = now;
    }
}
