using PiPS.Engine.Pools.Logging;
using PiPS.Engine.Pools.TaskWorkers;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Pools.Runs;

/// <summary>
/// One use of a pool: takes input, deals it in batches to the pool's hands, takes what workers say, and gives it to
/// whoever started the run, in order if that is asked for. Nothing is lost, and nothing is run twice but what is retried.
/// </summary>
/// <remarks>
/// Both ends hold back: input is taken no faster than it is worked on, and workers wait while their results aren't taken.
/// The starter calls from one thread; hands call from theirs.
/// </remarks>
public sealed class WorkRun : PoolRun
{
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(1);

    private readonly Gate _gate = new();
    private readonly RunOptions _options;
    private readonly TaskLog? _log;
    private readonly RunInput _input;
    private readonly RunOutput _output;
    private readonly ItemEnds _ends;
    private readonly Dictionary<int, RunHand> _hands = [];
    private readonly RunWaits _waits;
    private bool _cancelled;
    private bool _letsGo;
    private Exception? _failure;

    /// <param name="script">What runs on the items: the shell's own.</param>
    /// <param name="options">How.</param>
    public WorkRun(object script, RunOptions options)
    {
        Script = script;
        _options = options;
        _log = options.Log;
        _input = new(options.BatchSize, isCareful: options.MaximumFailure is not null);
        _output = new(options.Ordered, holdsBack: options.MaximumRetryCount > 0);
        _ends = new(options, _input, _output);
        _waits = new(_gate);
    }

    /// <inheritdoc/>
    public override object Script { get; }

    /// <inheritdoc/>
    public override bool IsCancelled => _gate.Read(() => _cancelled);

    /// <inheritdoc/>
    public override bool IsEnded => _gate.Read(() => HasEnded && _output.IsToldOut);

    internal override TimeSpan? ItemTimeout => _options.ItemTimeout;

    internal override bool WantsHand => MayHaveWork;

    internal override bool HasWork => _gate.Read(() => !_cancelled && _input.HasWork);

    internal override bool MayHaveWork => _gate.Read(() => !_cancelled && (_input.HasWork || !_input.IsComplete));

    /// <inheritdoc/>
    public override bool IsHalted => _gate.Read(() => _input.IsHalted);

    private bool HasEnded => _cancelled || (_input.IsExhausted && _hands.Count == 0);

    private bool IsOver => _cancelled || _failure is not null;

    private bool IsCrowded => _hands.Count >= RunWaits.Crowd;

    // What whoever takes the results shall hear of at once.
    private bool IsUrgent => IsOver || HasEnded || _output.IsPlenty || _input.IsLow(_hands.Count);

    // Only what is told in order has a first item to stay near to.
    private bool HasRoom => _options.BuffersInput ? !_input.IsHalted : !_output.IsFull
        && _input.HasRoom(_options.Ordered ? _output.Head + _output.SkippedAhead : long.MaxValue, Math.Max(1, _hands.Count));

    /// <summary>Gives an input, if there is room for it.</summary>
    /// <returns>Whether it was taken. If not, take events, which waits for room too.</returns>
    /// <param name="input">The input.</param>
    /// <param name="encoded">The same as the pool's codec writes it, for workers that are processes; <see langword="null"/> to have a
    /// hand's thread write it, which is right only for what any thread can write.</param>
    public bool Offer(object? input, byte[]? encoded = null)
    {
        if (_log is not null && !_gate.Read(() => HasRoom))
        {
            return false;
        }

        // Outside of the lock, since it can take long. The room stays: nobody else offers.
        ItemChoice choice = _log?.Choose(input) ?? new(null, Runs: true);

        lock (_gate)
        {
            if (_log is null ? !HasRoom : _input.IsHalted)
            {
                return false;
            }

            _ends.Add(input, encoded, choice);

            if (_input.IsWorthALook)
            {
                Tell();
            }

            return true;
        }
    }

    /// <summary>Says that no more input comes.</summary>
    public void CompleteInput() => Change(_input.Complete);

    /// <summary>Takes what was told since: good until the next call. Waits a while if there is nothing, unless there is room for input or the run ended.</summary>
    /// <remarks>An item is told as ended once its end is in the log for good.</remarks>
    /// <exception cref="TaskLogException">The log can't be written.</exception>
    /// <exception cref="Exception">The pool failed.</exception>
    public List<ItemEvent> Take(TimeSpan most, bool forRoom)
    {
        List<ItemEvent> taken;
        long logged;

        lock (_gate)
        {
            if (_output.IsEmpty && !HasEnded && _failure is null && !(forRoom && HasRoom))
            {
                _waits.ForResults(most, () => IsCrowded && !IsUrgent && !_output.IsEmpty);
            }

            taken = _output.TakeAll(HasEnded);
            Monitor.PulseAll(_gate);
            logged = _failure is null || taken.Count > 0 ? _log?.Count ?? 0 : throw _failure;
        }

        _log?.WaitUntilDurable(taken.Exists(told => told.IsEnd && told.Status != ItemStatus.Skipped) ? logged : 0);
        return taken;
    }

    /// <summary>Wants no more: nothing further is begun, and what is under way is to be stopped.</summary>
    public void Cancel() => Change(() => _cancelled = true);

    /// <summary>Waits until no worker is on it any more.</summary>
    /// <returns>Whether that is so.</returns>
    public bool WaitUntilLeft(TimeSpan most)
    {
        lock (_gate)
        {
            DateTime deadline = DateTime.UtcNow + most;

            while (_hands.Count > 0 && DateTime.UtcNow < deadline)
            {
                Monitor.Wait(_gate, TimeSpan.FromMilliseconds(20));
            }

            return _hands.Count == 0;
        }
    }

    internal override void Fail(Exception failure) => Change(() => _failure ??= failure);

    internal override void Join(int hand, int worker, string host) => Change(() => _hands[hand] = new(hand, worker, host));

    internal override void Rouse() => _gate.Change(_waits.WakeHands);

    internal override void Leave(int hand) => Change(() =>
    {
        _hands.Remove(hand, out RunHand? left);

        // After a halt, what it didn't begin is nobody's.
        foreach (WorkItem item in _cancelled ? [] : left!.Held)
        {
            _ends.PutBack(item);
        }
    });

    internal override WorkItem[]? TakeBatch(int hand, int most, TimeSpan wait)
    {
        lock (_gate)
        {
            bool isIdle = wait > TimeSpan.Zero;

            if (isIdle && !_cancelled && !_input.HasWork && !_input.IsComplete)
            {
                _waits.ForInput(wait);
            }

            if (isIdle && !_cancelled && _input.HasWork && !_input.HasBatch)
            {
                // Quick items come in a row: a whole batch costs as much to send as one of them.
                Monitor.Wait(_gate, Linger);
            }

            // A worker that has something to do can wait for a whole batch.
            if (_cancelled || !(isIdle ? _input.HasWork : _input.HasBatch))
            {
                return null;
            }

            WorkItem[] batch = _input.Take(_hands.Count, most);
            Array.ForEach(batch, _hands[hand].Held.Enqueue);

            // In a crowd the next is read when half of what was read is gone.
            if (_input.HasWork)
            {
                _waits.WakeHand();
            }

            if (!IsCrowded || _input.IsLow(_hands.Count))
            {
                _waits.WakeTaker(isUrgent: true);
            }

            return batch;
        }
    }

    internal override int Depth => _gate.Read(() => _input.Depth);

    internal override bool IsHeldBack(int hand) => _gate.Read(() => _hands.TryGetValue(hand, out RunHand? place) && place.IsHeldBack);

    internal override void LetGo(bool lets)
    {
        lock (_gate)
        {
            if (_letsGo != lets)
            {
                _letsGo = lets;
                Monitor.PulseAll(_gate);
            }
        }
    }

    internal override void Deliver(int hand, IReadOnlyList<WorkEvent> events)
    {
        lock (_gate)
        {
            RunHand place = _hands[hand];
            int ended = 0;
            long nanoseconds = 0;

            foreach (WorkEvent told in events)
            {
                while (IsToWait(place, told.Index))
                {
                    place.IsHeldBack = true;
                    Monitor.PulseAll(_gate);
                    Monitor.Wait(_gate);
                }

                place.IsHeldBack = false;

                WorkItem? item = place.Current(told.Index);

                if (told.IsEnd && item is not null)
                {
                    ended++;
                    nanoseconds += told.Nanoseconds;
                    place.Held.Dequeue();
                    _ends.End(place, item, told, _cancelled);
                }
                else
                {
                    item?.Note(told);
                    _output.Add(item, told, place);
                }
            }

            _input.Learn(ended, nanoseconds);
            Tell();
        }
    }

    internal override void Lose(int hand, ItemMark mark, bool timedOut, string why) => Change(() =>
    {
        RunHand place = _hands[hand];
        _hands.Remove(hand);
        _ends.Lose(place, mark, timedOut, why, _cancelled);
    });

    private void Change(Action change) => _gate.Change(change + Tell);

    private void Tell()
    {
        if (IsOver || _input.IsComplete)
        {
            _waits.WakeHands();
        }
        else if (_input.HasWork)
        {
            _waits.WakeHand();
        }

        _waits.WakeTaker(IsUrgent);
    }

    // Nobody takes the results of a run that failed or isn't wanted any more.
    // Nor may the first item, in order, wait behind what its own hand has to tell: all others wait for it.
    private bool IsToWait(RunHand place, long index) => !IsOver && (!_letsGo || _output.IsBrimful)
        && !_output.HasRoom(index, _input.HasRetries || (index != _output.Head && place.Held.Any(item => item.Index == _output.Head)));
}
