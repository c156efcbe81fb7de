using PiPS.Engine.Estimating;
using PiPS.Engine.Protocol;

namespace PiPS.Engine.Workers;

/// <summary>What is counted, and by whom. Whoever calls it holds the dealer's lock.</summary>
internal sealed class Ledger
{
    private readonly BlockPlan _plan;
    private readonly bool _inOrder;
    private readonly List<WorkerRecord> _workers = [];
    private readonly Dictionary<long, (WorkerRecord? Worker, Counted Counted)> _ahead = [];
    private long _front;
    private bool _ended;

    /// <param name="plan">How the run is cut.</param>
    /// <param name="inOrder">Whether only a prefix of the run counts.</param>
    public Ledger(BlockPlan plan, bool inOrder)
    {
        _plan = plan;
        _inOrder = inOrder;
    }

    public Tally Tally { get; private set; }

    /// <summary>How the tally grew.</summary>
    public ConvergenceLog Growth { get; } = new();

    /// <summary>What of it was known before the run.</summary>
    public Tally Known { get; private set; }

    public WorkerRecord Add(int index, int processId, TimeSpan now)
    {
        WorkerRecord worker = new(index, processId, now);
        _workers.Add(worker);
        return worker;
    }

    /// <param name="worker">Who counted it; nobody if it was known before.</param>
    /// <param name="counted">What was counted.</param>
    /// <param name="now">When, since the start of the run.</param>
    public void Enter(WorkerRecord? worker, Counted counted, TimeSpan now)
    {
        if (!_inOrder)
        {
            Credit(worker, counted, now);
            return;
        }

        _ahead.Add(counted.First, (worker, counted));

        while (!_ended && _ahead.Remove(_front, out (WorkerRecord? Worker, Counted Counted) next))
        {
            Credit(next.Worker, next.Counted, now);
            _front = next.Counted.Range.End;
            _ended = next.Counted.Trials < _plan.TrialsIn(next.Counted.Range);
        }
    }

    /// <summary>Enters the run's first trials, counted by the calling thread.</summary>
    public void EnterOwn(Tally tally, TimeSpan began, TimeSpan ended)
    {
        WorkerRecord self = Add(0, Environment.ProcessId, began);
        self.BecameReady(began);
        Counted counted = new(0, 1, tally.Trials, tally.Hits, (long)(ended - began).TotalNanoseconds, 0);
        self.Answered(counted, ended);
        Credit(self, counted, ended);
    }

    /// <summary>The workers by number, each after the one that it replaced.</summary>
    public IReadOnlyList<WorkerRecord> Settle() => [.. _workers.OrderBy(worker => worker.Index)];

    private void Credit(WorkerRecord? worker, Counted counted, TimeSpan now)
    {
        Tally tally = new(counted.Trials, counted.Hits);
        Known += worker is null ? tally : default;
        worker?.Credit(tally);
        Tally += tally;
        Growth.Add(now, Tally);
    }
}
