using System.Diagnostics;
using PiPS.Engine.Estimating;
using PiPS.Engine.Protocol;
using PiPS.Engine.Workers;

namespace PiPS.SimulatedLauncher;

/// <summary>A worker of an estimate that answers from a model: the thread that takes an answer waits until it would have come.</summary>
internal sealed class SimulatedBlockWorker : IBlockWorker
{
    private readonly WorkerFate _fate;
    private readonly SimulatedCounting _counting;
    private readonly Queue<(BlockRange Piece, long Posted)> _inHand = new();
    private readonly Pause _pause = new();
    private readonly ManualResetEvent _end = new(false);
    private long _free = Stopwatch.GetTimestamp();
    private volatile bool _killed;

    /// <param name="number">How many were started, this one included.</param>
    /// <param name="fate">What becomes of it.</param>
    /// <param name="counting">What it answers.</param>
    public SimulatedBlockWorker(int number, WorkerFate fate, SimulatedCounting counting)
    {
        ProcessId = number;
        _fate = fate;
        _counting = counting;
    }

    public int ProcessId { get; }

    public string Host => $"node{ProcessId}";

    public int Depth => 2;

    public long Underway => 0;

    public void WaitUntilReady()
    {
        _pause.Until(Pause.After(_free, _fate.StartUp));

        if (_killed || _fate.DiesAtStart)
        {
            throw Lost();
        }

        _free = Stopwatch.GetTimestamp();
    }

    public void Post(BlockRange piece) => _inHand.Enqueue((piece, Stopwatch.GetTimestamp()));

    public Counted Take()
    {
        (BlockRange piece, long posted) = _inHand.Dequeue();
        WorkOutcome outcome = _fate.Next();
        TimeSpan whole = _fate.Counting(_counting.TrialsIn(piece));
        long begin = Math.Max(posted, _free);
        TimeSpan waiting = Stopwatch.GetElapsedTime(_free, begin);

        if (outcome == WorkOutcome.Silence)
        {
            _end.WaitOne();
        }

        bool isDone = _pause.Until(Pause.After(begin, outcome == WorkOutcome.Death ? whole / 2.0 : whole));

        if (_killed || outcome != WorkOutcome.Answer)
        {
            throw Lost();
        }

        TimeSpan computing = isDone ? whole : Stopwatch.GetElapsedTime(begin, Math.Max(begin, Stopwatch.GetTimestamp()));
        _free = Pause.After(begin, computing);
        return _counting.Answer(piece, isDone ? 1.0 : Math.Min(1.0, computing / whole), computing, waiting);
    }

    public void Cut() => _pause.End();

    public void Kill()
    {
        _killed = true;
        _end.Set();
        _pause.End();
    }

    public void Dispose()
    {
        _end.Dispose();
        _pause.Dispose();
    }

    private WorkerLostException Lost() => new(ProcessId, $"Worker {ProcessId} was lost, as its model had it.");
}
