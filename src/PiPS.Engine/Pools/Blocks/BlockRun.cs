using PiPS.Engine.Estimating;
using PiPS.Engine.Pools.Runs;
using PiPS.Engine.Pools.TaskWorkers;
using PiPS.Engine.Protocol;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Pools.Blocks;

/// <summary>An estimate as a pool's hands see it: each has a place at the dealer's while it serves, and takes pieces from there.</summary>
internal sealed class BlockRun : PoolRun
{
    /// <summary>After so many deaths with nothing done in between, the next worker would die as well.</summary>
    private const int MostDeaths = 10;

    private readonly Gate _gate = new();
    private readonly BlockPlan _plan;
    private readonly Dealer _dealer;
    private readonly Action<string> _notice;
    private readonly BlockPlace?[] _places;
    private readonly Dictionary<int, int> _placeOf = [];
    private readonly HashSet<int> _knownHands = [];
    private readonly SortedSet<int> _unknownPlaces;
    private long _next;
    private int _held;
    private bool _cut;
    private bool _closed;

    /// <param name="job">What is sampled.</param>
    /// <param name="places">Workers that it is dealt to, from 1.</param>
    /// <param name="dealer">Where pieces come from.</param>
    /// <param name="notice">Told, on any thread, what the user may want to know.</param>
    public BlockRun(Job job, int places, Dealer dealer, Action<string> notice)
    {
        Script = BlockTask.Script(job);
        _plan = job.Plan;
        _dealer = dealer;
        _notice = notice;
        _places = new BlockPlace?[places];
        _unknownPlaces = [.. Enumerable.Range(0, places)];

        for (int place = 0; place < places; place++)
        {
            dealer.Departed(place);
        }
    }

    public override object Script { get; }

    /// <remarks>At the end as well, if a worker is on a piece that others have counted.</remarks>
    public override bool IsCancelled => _gate.Read(() => _cut || (_closed && _held > 0));

    public override bool IsEnded => _gate.Read(() => _closed);

    /// <remarks>A slice takes some milliseconds, but a worker may have to wait for a processor.</remarks>
    internal override TimeSpan StopGrace => TimeSpan.FromSeconds(2);

    internal override bool WantsHand => HasWork;

    internal override bool HasWork => MayHaveWork && _gate.Read(() => Array.IndexOf(_places, null) >= 0) && _dealer.HasWorkForNewcomer;

    internal override bool MayHaveWork => _gate.Read(() => !_cut && !_closed);

    /// <summary>Makes the workers answer with what is counted by now.</summary>
    public void Cut() => _gate.Change(() => _cut = true);

    /// <summary>Sends all hands elsewhere.</summary>
    public void Close() => _gate.Change(() => _closed = true);

    /// <summary>Waits until no hand is on it any more.</summary>
    public void WaitUntilLeft(TimeSpan most)
    {
        DateTime deadline = DateTime.UtcNow + most;

        lock (_gate)
        {
            while (Array.Exists(_places, place => place is not null) && deadline - DateTime.UtcNow is TimeSpan left && left > TimeSpan.Zero)
            {
                Monitor.Wait(_gate, left);
            }
        }
    }

    /// <summary>Reports workers that had no part in it: they are the pool's all the same.</summary>
    public void ReportOthers(IReadOnlyList<PoolWorkerReport> workers) => _gate.Change(() =>
    {
        foreach (PoolWorkerReport worker in workers.Where(worker => worker.ProcessId != 0 && !_knownHands.Contains(worker.Index)))
        {
            if (_unknownPlaces.Count > 0)
            {
                _dealer.NotNeeded(_unknownPlaces.Min, worker.ProcessId, worker.Host ?? Environment.MachineName, worker.State != PoolWorkerState.Starting);
                _unknownPlaces.Remove(_unknownPlaces.Min);
            }
        }
    });

    internal override void Join(int hand, int worker, string host) => _gate.Change(() =>
    {
        // Its own number, if it may: so a worker has the same place in all reports.
        int place = hand < _places.Length && _places[hand] is null ? hand : Array.IndexOf(_places, null);
        _places[place] = new(hand, worker);
        _placeOf[hand] = place;
        _knownHands.Add(hand);
        _unknownPlaces.Remove(place);
        _dealer.Arrived(place, worker, host);
    });

    internal override void Leave(int hand) => _gate.Change(() =>
    {
        _dealer.Departed(Vacate(hand, out _));
    });

    internal override WorkItem[]? TakeBatch(int hand, int most, TimeSpan wait)
    {
        int place = _gate.Read(() => _cut || _closed ? -1 : PlaceOf(hand));

        if (place < 0 || _dealer.Take(place, wait) is not BlockRange piece)
        {
            return null;
        }

        lock (_gate)
        {
            _places[place]!.Held.Enqueue(piece);
            _held++;
            return [new(_next++, BlockTask.Input(piece))];
        }
    }

    internal override void Deliver(int hand, IReadOnlyList<WorkEvent> events)
    {
        foreach (WorkEvent told in events)
        {
            if (told.Stream == StreamKind.Output)
            {
                Answer(hand, BlockTask.Output(told.Value));
            }
            else if (!told.IsEnd || told.Status != ItemStatus.Completed)
            {
                throw new ProtocolException(Rejection.Malformed, $"The answer to blocks was {told.Value ?? told.Status}.");
            }
        }
    }

    internal override void Lose(int hand, ItemMark mark, bool timedOut, string why)
    {
        int place = 0;
        int deaths = 0;
        int worker = 0;

        _gate.Change(() =>
        {
            place = Vacate(hand, out worker);
            deaths = _dealer.Lost(place);
            _dealer.Departed(place);
        });

        if (deaths >= MostDeaths)
        {
            _dealer.Fail(new WorkersFailedException(deaths, new(worker, why)));
        }

        // First what it means: the rest may end in the lost worker's own words.
        _notice($"A worker was lost and is replaced; its unfinished blocks are counted again. {why}");
        _dealer.Wake();
    }

    internal override void Fail(Exception failure) => _dealer.Fail(failure);

    private void Answer(int hand, Counted counted)
    {
        int place = 0;

        lock (_gate)
        {
            place = PlaceOf(hand);
            bool isHeld = _places[place]!.Held.TryDequeue(out BlockRange piece);
            bool isExpected = isHeld && counted.Range == piece;
            _held -= isHeld ? 1 : 0;
            long trials = isExpected ? _plan.TrialsIn(piece) : -1;

            if (counted.Trials > trials || (counted.Trials < trials && !(_cut || _closed)))
            {
                throw new ProtocolException(Rejection.Malformed, $"The answer to {piece} was {counted}.");
            }
        }

        _dealer.Answered(place, counted);
    }

    private int PlaceOf(int hand) => _placeOf[hand];

    private int Vacate(int hand, out int worker)
    {
        _placeOf.Remove(hand, out int place);
        worker = _places[place]!.Worker;
        _held -= _places[place]!.Held.Count;
        _places[place] = null;
        return place;
    }
}
