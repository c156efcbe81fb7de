using PiPS.Engine.Sharing.Server;

namespace PiPS.Engine.Sharing.Locks;

/// <summary>A semaphore where it lives: so many places, first come first served.</summary>
/// <remarks>
/// Whoever asks may release, as one that hands its place on does; but never more than are taken. A place is abandoned from its
/// holder's death until one who was told has released it.
/// </remarks>
internal sealed class SemaphoreResource : SharedResource
{
    private readonly CallLine _line = new();
    private readonly List<LockHold> _held = [];
    private readonly long _count;
    private long _abandoned;

    /// <param name="reference">What it is known by.</param>
    /// <param name="answers">Where it puts answers.</param>
    /// <param name="options">v places.</param>
    public SemaphoreResource(SharedReference reference, Answers answers, ShareReader options)
        : base(reference, answers)
    {
        _count = LockRefusals.CheckedCount(options.Number());
    }

    private bool IsAbandoned => _abandoned > 0 || _held.Exists(hold => hold.IsAbandoned);

    /// <inheritdoc/>
    public override void Serve(ShareCall call)
    {
        switch (call.Verb)
        {
            case ShareVerb.Acquire:
                LockHold.Of(call);
                _line.Add(call);
                Settle();
                break;
            case ShareVerb.Release:
                Release(call);
                break;
            case ShareVerb.Describe:
                Answers.Add(call, ShareAnswer.With(new ShareWriter(16).Number(_count).Number(_held.Count).Number(_line.Count)
                    .Byte(IsAbandoned ? (byte)1 : (byte)0).ToArray()));
                break;
            default:
                throw NotAsked(call.Verb);
        }
    }

    /// <inheritdoc/>
    public override void Abandon(ShareCall call) => _line.Remove(call);

    /// <inheritdoc/>
    public override void EndRun(Seat seat)
    {
        _abandoned += _held.RemoveAll(hold => ReferenceEquals(hold.Seat, seat));
        seat.Holds.Remove(this);
        Settle();
    }

    /// <inheritdoc/>
    public override void Remove()
    {
        _held.ForEach(hold => hold.Seat.Holds.Remove(this));
        _held.Clear();
        _line.AnswerAll(Answers, ShareAnswer.Refused(ShareRefusals.SharedObjectRemoved()));
    }

    private void Release(ShareCall call)
    {
        if (_held.Count == 0)
        {
            throw LockRefusals.SemaphoreFull(Reference, _count);
        }

        // Its own place, else one of its worker's, else the one that was taken first.
        int own = _held.FindLastIndex(hold => hold.IsBy(call));
        int index = own >= 0 ? own : Math.Max(_held.FindIndex(hold => ReferenceEquals(hold.Seat, call.Seat)), 0);
        LockHold freed = _held[index];
        bool isUnmended = new ShareReader(call.Content).Byte() != 0;
        _held.RemoveAt(index);

        if (freed.IsAbandoned && isUnmended)
        {
            _abandoned++;
        }

        if (!_held.Exists(hold => ReferenceEquals(hold.Seat, freed.Seat)))
        {
            freed.Seat.Holds.Remove(this);
        }

        Answers.Add(call, ShareAnswer.Done);
        Settle();
    }

    private void Settle()
    {
        while (_held.Count < _count && _line.Take() is ShareCall next)
        {
            LockHold hold = LockHold.Of(next);

            if (_abandoned > 0)
            {
                _abandoned--;
                hold.IsAbandoned = true;
            }

            _held.Add(hold);
            hold.Seat.Holds.Add(this);
            Answers.Add(next, hold.IsAbandoned ? ShareAnswer.Abandoned : ShareAnswer.Done);
        }
    }
}
