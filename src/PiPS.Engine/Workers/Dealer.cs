using PiPS.Engine.Estimating;
using PiPS.Engine.Estimating.Checkpoints;
using PiPS.Engine.Protocol;

namespace PiPS.Engine.Workers;

/// <summary>
/// Deals the blocks of a run to workers in pieces, takes the answers, and deals again what was lost or is late.
/// Any thread may call it; a hand is a worker's place, and has one worker at a time.
/// </summary>
/// <remarks>
/// A number of trials is dealt in even shares, as the tutorial does, and a share's pieces go to its own hand. A run that
/// ends by the clock is dealt in order instead, and counts only a prefix of its trials: then that number of trials gives
/// the same hits when asked for again.
/// </remarks>
internal sealed partial class Dealer
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly Gate _gate = new();
    private readonly BlockPlan _plan;
    private readonly Func<TimeSpan> _clock;
    private readonly Action<FinishedBlocks>? _finished;
    private readonly bool _inOrder;
    private readonly Hand[] _hands;
    private readonly LateShares _late = new();
    private readonly Deck _deck;
    private readonly Ledger _ledger;
    private long _undone;
    private TimeSpan? _cutAt;
    private bool _closed;
    private bool _woken;
    private Exception? _failure;

    /// <param name="plan">How the run is cut.</param>
    /// <param name="hands">How many workers it is dealt to, from 1.</param>
    /// <param name="inOrder">Whether a prefix of the run has to be counted, since the clock ends it.</param>
    /// <param name="clock">Time since the start of the run.</param>
    /// <param name="finished">Told of whole blocks once they are counted; under the dealer's lock.</param>
    public Dealer(BlockPlan plan, int hands, bool inOrder, Func<TimeSpan> clock, Action<FinishedBlocks>? finished = null)
    {
        _finished = finished;
        _plan = plan;
        _inOrder = inOrder;
        _clock = clock;
        _hands = [.. Enumerable.Range(0, hands).Select(_ => new Hand())];
        _deck = new();
        _ledger = new(plan, inOrder);
    }

    /// <summary>What is counted and part of the estimate.</summary>
    public Tally Tally => _gate.Read(() => _ledger.Tally);

    /// <summary>What of it was known before the run.</summary>
    public Tally Known => _gate.Read(() => _ledger.Known);

    /// <summary>Whether all that was dealt is counted; after a cut, whether nothing is in hand.</summary>
    public bool IsFinished => _gate.Read(() => _undone == 0 || (_cutAt is TimeSpan cut && (_deck.IsClear || _clock() > cut + Grace)));

    /// <summary>Hands out further blocks, those behind the ones before.</summary>
    public void Deal(BlockRange blocks) => _gate.Change(() =>
    {
        _undone += blocks.Count;
        _deck.Offer(_inOrder ? blocks : default);

        for (int i = 0; i < _hands.Length && !_inOrder; i++)
        {
            _hands[i].Rest = blocks.Share(i, _hands.Length);
        }

        Hand.Rouse(_hands, _deck.ForAnybody);
    });

    /// <summary>Hands out what is left of further blocks, in order: what was finished before is known.</summary>
    public void Deal(IReadOnlyList<FinishedBlocks> known, IReadOnlyList<BlockRange> gaps) => _gate.Change(() =>
    {
        foreach (FinishedBlocks blocks in known)
        {
            _ledger.Enter(null, new(blocks.First, blocks.Blocks, blocks.Trials, blocks.Hits, 0, 0), _clock());
        }

        foreach (BlockRange gap in gaps)
        {
            _undone += gap.Count;
            _deck.Offer(gap);
        }

        Hand.Rouse(_hands, _deck.ForAnybody);
    });

    /// <summary>Waits for the end of what was dealt, a failure, or <see cref="Wake"/>.</summary>
    public bool WaitUntilFinished(TimeSpan most)
    {
        lock (_gate)
        {
            if (!IsFinished && _failure is null && !_woken)
            {
                Monitor.Wait(_gate, most);
            }

            _woken = false;
            return _failure is null ? IsFinished : throw _failure;
        }
    }

    /// <summary>Deals nothing more: what is in hand is to be answered as it stands.</summary>
    public void Cut() => _gate.Change(() =>
    {
        _cutAt ??= _clock();

        GiveUpUnlessHeld(_deck.TakeLost());
    });

    /// <summary>Sends all hands home.</summary>
    public void Close() => _gate.Change(() =>
    {
        _closed = true;
        Hand.Rouse(_hands, long.MaxValue);
    });

    /// <summary>Ends <see cref="WaitUntilFinished"/> early: this one, or else the next.</summary>
    public void Wake() => _gate.Change(() => _woken = true);

    /// <summary>Ends the run: a hand can't go on.</summary>
    public void Fail(Exception failure) => _gate.Change(() => _failure ??= failure);

    /// <summary>Deals the work of late hands again: to idle ones, but where the clock ends the run, to any.</summary>
    public void RescueLate()
    {
        lock (_gate)
        {
            if (_cutAt is null && _late.Rescue(_hands, _plan, _inOrder, _clock(), out List<BlockRange> silent))
            {
                _deck.Again(silent);
                Hand.Rouse(_hands, _deck.ForAnybody);
            }
        }
    }

    /// <summary>A worker was started for this hand, on this machine unless said.</summary>
    public void Started(int hand, int processId, string? host = null) => _gate.Read(() =>
    {
        WorkerRecord worker = _hands[hand].Worker = _ledger.Add(hand, processId, _clock());
        return worker.Host = host ?? worker.Host;
    });

    /// <summary>It can take work.</summary>
    public void BecameReady(int hand, string host, int processId)
    {
        // Nobody waits for this: waking all for each worker's start would take as long as the square of their number.
        lock (_gate)
        {
            _hands[hand].Worker!.Host = host;
            _hands[hand].Worker!.ProcessId = processId;
            _hands[hand].IsDeserted = false;

            // One that waited in a queue may come after the end: others made room.
            if (!_closed)
            {
                _hands[hand].Worker!.BecameReady(_clock());
            }
        }
    }

    /// <summary>The next piece for this hand.</summary>
    /// <param name="hand">Whose turn it is.</param>
    /// <param name="wait">Whether to wait for work if there is none; else the answer is nothing.</param>
    /// <returns>Nothing if the run has ended.</returns>
    public BlockRange? Take(int hand, bool wait) => Take(hand, wait ? Timeout.InfiniteTimeSpan : TimeSpan.Zero);

    /// <summary>The same, with a longest wait; it may end sooner.</summary>
    public BlockRange? Take(int hand, TimeSpan longest)
    {
        lock (_gate)
        {
            while (!_closed)
            {
                if (_cutAt is null && _deck.Next(_hands[hand], _hands.Length) is BlockRange piece)
                {
                    _hands[hand].Hold(piece, _clock());
                    _late.Dealt(piece, _clock());
                    return piece;
                }

                if (longest == TimeSpan.Zero)
                {
                    return null;
                }

                _hands[hand].Idle = true;
                _hands[hand].Bell.Wait(_gate, longest);
                _hands[hand].Idle = false;
                longest = longest == Timeout.InfiniteTimeSpan ? longest : TimeSpan.Zero;
            }

            return null;
        }
    }

    /// <summary>A hand's worker answered. If another was faster, this answer is dropped: it says the same.</summary>
    public void Answered(int hand, Counted counted)
    {
        lock (_gate)
        {
            if (_closed)
            {
                // The run has ended before it: a worker elsewhere may talk on for a moment.
                return;
            }

            TimeSpan now = _clock();
            Hand place = _hands[hand];
            place.Held.Remove(counted.Range);
            place.Deaths = 0;
            place.Fit(counted.Blocks, TimeSpan.FromMicroseconds(counted.ComputingNanoseconds / 1000.0), Hand.StretchAmong(_hands.Length, _inOrder ? now : TimeSpan.MaxValue));
            place.Worker!.Answered(counted, now);
            _late.Answered(counted.Range, now);

            if (_deck.Close(counted.Range))
            {
                _ledger.Enter(place.Worker!, counted, now);

                if (counted.Trials == _plan.TrialsIn(counted.Range))
                {
                    _undone -= counted.Blocks;
                    _finished?.Invoke(new(counted.First, counted.Blocks, counted.Trials, counted.Hits));
                }
            }

            if (IsFinished)
            {
                Monitor.PulseAll(_gate);
            }
        }
    }

    /// <summary>A hand's worker died: what it held is dealt again.</summary>
    /// <returns>Workers lost here since the last answer.</returns>
    public int Lost(int hand)
    {
        lock (_gate)
        {
            Hand place = _hands[hand];
            DealAgain(place);

            if (!_closed && place.Worker is WorkerRecord worker)
            {
                worker.Lost = _clock();
            }

            Monitor.PulseAll(_gate);
            return ++place.Deaths;
        }
    }

    /// <summary>Enters what the calling thread counted by itself.</summary>
    public void CountedHere(Tally tally, TimeSpan began, TimeSpan ended) => _gate.Change(() => _ledger.EnterOwn(tally, began, ended));

    /// <summary>How the estimate came about, its intervals at this level.</summary>
    public IReadOnlyList<ConvergencePoint> Convergence(double confidenceLevel) => _gate.Read(() => _ledger.Growth.Points(confidenceLevel));

    /// <summary>What each worker did, by number.</summary>
    public IReadOnlyList<WorkerRecord> Settle() => _gate.Read(_ledger.Settle);

    private void DealAgain(Hand place)
    {
        BlockRange[] held = [.. place.Held];
        place.Held.Clear();
        place.Idle = false;

        if (_cutAt is null)
        {
            _deck.Again(held);
            Hand.Rouse(_hands, _deck.ForAnybody);
        }
        else
        {
            GiveUpUnlessHeld(held);
        }
    }

    // After the cut, when nobody counts it any more.
    private void GiveUpUnlessHeld(IReadOnlyList<BlockRange> pieces)
        => pieces.Where(piece => !_hands.Any(hand => hand.Held.Contains(piece))).ToList().ForEach(piece => _deck.Close(piece));
}
