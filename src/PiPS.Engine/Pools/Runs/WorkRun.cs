using PiPS.Engine.Pools.Logging;
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
public sealed partial class WorkRun : PoolRun
{
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(1);

    private readonly Gate _gate = new();
    private readonly RunOptions _options;
    private readonly TaskLog? _log;
    private readonly RunInput _input;
    private readonly RunOutput _output;
    private readonly ItemEnds _ends;
    private readonly RunHands _hands = new();
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

    internal override bool MayGetBack => _gate.Read(() => !_cancelled && !_input.IsHalted && _hands.Laden > 0);

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

    private void Change(Action change) => _gate.Change(change + Tell);

    private void Tell()
    {
        // While some hold more than they are on, the others stay: there is nothing to see before it comes back.
        if (IsOver || (_input.IsComplete && (_input.HasWork || _hands.Laden == 0)))
        {
            _waits.WakeHands();
        }
        else if (_input.HasWork)
        {
            _waits.WakeHand();
        }

        _waits.WakeTaker(IsUrgent);
    }
}
