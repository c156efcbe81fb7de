using PiPS.Engine.Sharing.Server;

namespace PiPS.Engine.Sharing.Messages;

/// <summary>A queue where it lives.</summary>
/// <remarks>
/// A message that was given to a worker is in its hands until the worker asks for the next one; with redelivery, until
/// it says that the message is finished. What a worker has in its hands when it dies is lost, and told; with redelivery it goes
/// back to the front. What it took ahead and its script never saw goes back in any case; if nobody can say what it saw, all of it is lost.
/// </remarks>
internal sealed class QueueResource : SharedResource
{
    /// <summary>Lost messages that are remembered.</summary>
    private const int MostLost = 10_000;

    private readonly MessageLine _line;
    private readonly Dictionary<Seat, List<TakenMessage>> _taken = [];
    private readonly List<ShareCall> _joiners = [];
    private readonly List<Parcel> _lost = [];
    private readonly long _capacity;
    private readonly bool _redelivers;
    private long _unfinished;
    private long _lostCount;
    private bool _isCompleted;

    /// <param name="reference">What it is known by.</param>
    /// <param name="answers">Where it puts answers.</param>
    /// <param name="options">v capacity, 0 for any; 1 whether it redelivers.</param>
    public QueueResource(SharedReference reference, Answers answers, ShareReader options)
        : base(reference, answers)
    {
        _capacity = options.Number();
        _redelivers = options.Byte() != 0;
        _line = new(answers, _capacity == 0 ? long.MaxValue : _capacity, long.MaxValue, Keep);
    }

    /// <inheritdoc/>
    public override bool IsReady => _line.Count > 0 || HasEnded;

    private bool HasEnded => IsDrained && !MayComeBack;

    private bool IsDrained => _isCompleted && _line.IsEmpty;

    private bool MayComeBack => _redelivers && _taken.Count > 0;

    /// <inheritdoc/>
    public override void Serve(ShareCall call)
    {
        switch (call.Verb)
        {
            case ShareVerb.Put or ShareVerb.PutOne:
                Put(call);
                break;
            case ShareVerb.Take or ShareVerb.TakeOne:
                Take(call);
                break;
            case ShareVerb.GiveBack:
                GiveBack(call);
                break;
            case ShareVerb.Finish:
                Finish(call);
                break;
            case ShareVerb.Join when _unfinished > 0:
                _joiners.Add(call);
                break;
            case ShareVerb.Join:
                Answers.Add(call, ShareAnswer.Done);
                break;
            case ShareVerb.End:
                _isCompleted = true;
                Answers.Add(call, ShareAnswer.Done);
                Settle();
                break;
            case ShareVerb.TakeLost:
                Answers.Add(call, ShareAnswer.With(PendingTake.Packed(new(), _lost)));
                _lost.Clear();
                break;
            case ShareVerb.Describe:
                Answers.Add(call, ShareAnswer.With(new ShareWriter().Number(_line.Count).Number(_capacity).Number(_unfinished).Number(_lostCount)
                    .Byte(_redelivers ? (byte)1 : (byte)0).Byte(_isCompleted ? (byte)1 : (byte)0).ToArray()));
                break;
            default:
                throw NotAsked(call.Verb);
        }
    }

    /// <inheritdoc/>
    public override void Abandon(ShareCall call)
    {
        _joiners.Remove(call);
        _unfinished -= _line.Abandon(call);
        Settle();
    }

    /// <inheritdoc/>
    public override void EndRun(Seat seat)
    {
        if (_taken.Remove(seat, out List<TakenMessage>? taken))
        {
            if (_redelivers)
            {
                _line.PutBack(taken.ConvertAll(message => message.Content));
            }
            else
            {
                taken.ForEach(message => message.Content.Release());
            }
        }

        seat.Holds.Remove(this);
        Settle();
    }

    /// <inheritdoc/>
    public override void Leave(Seat seat, TakenMark mark)
    {
        if (!_redelivers && _taken.TryGetValue(seat, out List<TakenMessage>? taken))
        {
            ILookup<bool, TakenMessage> seen = taken.ToLookup(message => message.Batch == 0 || mark.HasSeen(message.Batch, message.Place));
            List<TakenMessage> unseen = [.. seen[false]];
            unseen.ForEach(message => taken.Remove(message));
            _line.PutBack(unseen.ConvertAll(message => message.Content));

            // Of those that it took ahead, it is done with all but the last that it saw.
            bool isKnown = mark != TakenMark.Unknown;
            seen[true].GroupBy(message => message.Batch).ToList()
                .ForEach(batch => batch.TakeLast(isKnown && batch.Key != 0 ? 1 : int.MaxValue).ToList().ForEach(message => Lose(taken, message)));
        }

        EndRun(seat);
    }

    /// <inheritdoc/>
    public override void Remove()
    {
        ShareException removed = ShareRefusals.SharedObjectRemoved();
        _line.Refuse(removed);
        _line.EndTakers(ShareAnswer.Refused(removed));
        _joiners.ForEach(call => Answers.Add(call, ShareAnswer.Refused(removed)));
        _joiners.Clear();

        foreach (Seat seat in _taken.Keys)
        {
            seat.Holds.Remove(this);
        }
    }

    private void Put(ShareCall call)
    {
        if (_isCompleted)
        {
            throw ShareRefusals.QueueCompleted();
        }

        _unfinished += _line.Put(call);
        Settle();
    }

    private void Take(ShareCall call)
    {
        if (!_redelivers && _taken.TryGetValue(call.Seat, out List<TakenMessage>? taken))
        {
            // Who takes one while it has others ahead isn't done with those.
            bool isAhead = call.Verb == ShareVerb.TakeOne && !call.Content.IsEmpty;
            taken.FindAll(message => message.Owner == call.Owner && !(isAhead && message.Batch != 0)).ForEach(message => Drop(taken, message));
        }

        _line.Take(call);
        Settle();
    }

    private void GiveBack(ShareCall call)
    {
        ShareReader content = new(call.Content);
        long batch = content.Number();
        long count = content.Number();

        if (_taken.TryGetValue(call.Seat, out List<TakenMessage>? taken))
        {
            List<TakenMessage> back = taken.FindAll(message => message.Batch == batch && batch > 0);
            back.RemoveRange(0, (int)Math.Max(0, back.Count - count));

            if (back.Count > 0)
            {
                taken.RemoveAll(message => message.Batch == batch && message.Place >= back[0].Place);
                _line.PutBack(back.ConvertAll(message => message.Content));
                DropIfEmpty(call.Seat, taken);
            }
        }

        Answers.Add(call, ShareAnswer.Done);
        Settle();
    }

    private void Finish(ShareCall call)
    {
        long count = new ShareReader(call.Content).Number();
        List<TakenMessage>? taken = _taken.GetValueOrDefault(call.Seat);

        if (count > _unfinished - _line.Count - _line.Waiting || (_redelivers && count > (taken?.Count ?? 0)))
        {
            throw ShareRefusals.MessageNotTaken();
        }

        if (taken is not null)
        {
            taken.GetRange(0, (int)Math.Min(count, taken.Count)).ForEach(message => Drop(taken, message));
            DropIfEmpty(call.Seat, taken);
        }

        _unfinished -= count;
        Answers.Add(call, ShareAnswer.Done);
        Settle();
    }

    private void Keep(ShareCall call, long batch, List<Parcel> given)
    {
        if (!_taken.TryGetValue(call.Seat, out List<TakenMessage>? taken))
        {
            _taken[call.Seat] = taken = [];
            call.Seat.Holds.Add(this);
        }

        for (int i = 0; i < given.Count; i++)
        {
            taken.Add(new(call.Owner, batch, i, given[i]));
        }
    }

    private static void Drop(List<TakenMessage> taken, TakenMessage message)
    {
        taken.Remove(message);
        message.Content.Release();
    }

    private void Lose(List<TakenMessage> taken, TakenMessage message)
    {
        taken.Remove(message);
        _lostCount++;

        // Somebody else may have marked it finished: what nobody has taken yet is unfinished in any case.
        _unfinished = Math.Max(_unfinished - 1, _line.Count + _line.Waiting);

        if (_lost.Count < MostLost)
        {
            _lost.Add(message.Content);
        }
    }

    private void DropIfEmpty(Seat seat, List<TakenMessage> taken)
    {
        if (taken.Count == 0)
        {
            _taken.Remove(seat);
            seat.Holds.Remove(this);
        }
    }

    // After each change: whoever can go on does.
    private void Settle()
    {
        _line.Move();

        if (HasEnded)
        {
            _line.EndTakers(ShareAnswer.Ended);
        }
        else if (IsDrained && _taken.Keys.All(_line.HasTaker))
        {
            // Those who have what may come back wait here too: for each other, or for themselves. Whoever has nothing waits on.
            _line.EndTakers(ShareAnswer.Ended, _taken.ContainsKey);
        }

        if (_unfinished <= 0)
        {
            _joiners.ForEach(call => Answers.Add(call, ShareAnswer.Done));
            _joiners.Clear();
        }

        TellWatchers();
    }
}
