using System.Diagnostics;
using PiPS.Engine.Pools.Runs;
using PiPS.Engine.Pools.TaskWorkers;

namespace PiPS.Engine.Pools;

/// <summary>A hand's time with one run: its worker has a batch that it is on, and the next in hand.</summary>
internal sealed class HandShift
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan AGlance = TimeSpan.FromTicks(1);

    /// <summary>Hands that wait longer before they look up, one a millisecond all together: a thousand would keep a processor busy.</summary>
    private const int FewHands = 100;

    /// <summary>So long it serves at least before another run's turn comes: changing costs a script's begin and end.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(250);

    private readonly WorkerPool _pool;
    private readonly PoolHand _hand;
    private readonly ITaskWorker _worker;
    private readonly PoolRun _run;
    private readonly BatchesInHand _batches = new();
    private readonly List<WorkEvent> _told = [];
    private readonly long _began = Stopwatch.GetTimestamp();

    public HandShift(WorkerPool pool, PoolHand hand, ITaskWorker worker, PoolRun run)
    {
        _pool = pool;
        _hand = hand;
        _worker = worker;
        _run = run;
    }

    /// <summary>Serves until the run has no more for this hand, or another run's turn comes.</summary>
    public void Serve()
    {
        bool closed = false;
        bool leaves = false;
        _worker.Open(_run.Script);

        do
        {
            leaves = leaves || _worker.IsDraining || (Stopwatch.GetElapsedTime(_began) > Turn && _pool.OwesOther(_run));

            while (!closed && !leaves && _batches.Count < _run.Depth && TakeBatch() is WorkItem[] batch)
            {
                _worker.Post(batch);
                _batches.Add(batch.Length);
            }

            if (!closed && _run.IsHalted)
            {
                _worker.Halt();
                closed = true;
            }
            else if (_batches.Count == 0 && !closed && (leaves || !_pool.Stays(_hand, _run)))
            {
                _worker.Close();
                closed = true;
            }
        }
        while ((_batches.Count == 0 && !closed) || Listen());

        _run.Leave(_hand.Index);
    }

    private WorkItem[]? TakeBatch()
    {
        int most = _pool.Allowance(_hand) - _batches.Items;
        return most > 0 ? _run.TakeBatch(_hand.Index, most, _batches.Count > 0 ? TimeSpan.Zero : LongestWait()) : null;
    }

    // Where nothing comes but what others give back, that is waited for only if no other run wants this hand.
    private TimeSpan LongestWait()
        => _run.MayHaveWork || _pool.Stays(_hand, _run) ? Patience * Math.Max(1.0, (double)_run.Hands / FewHands) : AGlance;

    private bool Listen()
    {
        _told.Clear();
        bool more = _worker.Take(_told);
        int ended = 0;
        int failed = 0;
        int givenBack = 0;
        TimeSpan working = TimeSpan.Zero;

        foreach (WorkEvent happened in _told.Where(happened => happened.IsEnd && happened.Index >= 0))
        {
            if (happened.IsGivenBack)
            {
                givenBack++;
                continue;
            }

            ended++;
            failed += happened.Status == ItemStatus.Completed ? 0 : 1;
            working += TimeSpan.FromMicroseconds(happened.Nanoseconds / 1000.0);
        }

        _run.Deliver(_hand.Index, _told);
        _pool.Book(_hand, ended, failed, working);
        _batches.Remove(ended);
        _batches.TakeBack(givenBack);
        return more;
    }
}
