using PiPS.Engine.Sharing.Server;

namespace PiPS.Engine.Sharing.Messages;

/// <summary>One end of a pipe, where it lives: what was sent to it, and who uses it.</summary>
/// <remarks>When the last worker that used an end has gone, and the session never did, the end closes: the other side is told.</remarks>
internal sealed class PipeEndResource : SharedResource
{
    /// <summary>More bytes than this wait with their sender.</summary>
    private const long MostBytes = 64 << 20;

    private readonly MessageLine _inbox;
    private readonly HashSet<Seat> _users = [];

    // What each user took ahead last: it may give some of it back.
    private readonly Dictionary<Seat, (long Batch, List<Parcel> Messages)> _taken = [];
    private readonly bool _canSend;
    private readonly bool _canReceive;
    private PipeEndResource? _other;
    private bool _isClosed;

    public PipeEndResource(SharedReference reference, Answers answers, bool canSend, bool canReceive)
        : base(reference, answers)
    {
        _canSend = canSend;
        _canReceive = canReceive;
        _inbox = new(answers, long.MaxValue, MostBytes, Keep);
    }

    /// <inheritdoc/>
    public override bool IsReady => _inbox.Count > 0 || _isClosed || _other!._isClosed;

    /// <summary>Makes two ends one pipe.</summary>
    public static void Connect(PipeEndResource first, PipeEndResource second)
    {
        first._other = second;
        second._other = first;
    }

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
            case ShareVerb.End:
                Close();
                Answers.Add(call, ShareAnswer.Done);
                break;
            case ShareVerb.Describe:
                Answers.Add(call, ShareAnswer.With(new ShareWriter().Number(_inbox.Count).Byte(_canSend ? (byte)1 : (byte)0).Byte(_canReceive ? (byte)1 : (byte)0)
                    .Byte(_isClosed ? (byte)1 : (byte)0).Byte(_other!._isClosed ? (byte)1 : (byte)0).ToArray()));
                break;
            default:
                throw NotAsked(call.Verb);
        }
    }

    /// <inheritdoc/>
    public override void Abandon(ShareCall call)
    {
        _inbox.Abandon(call);
        _other!._inbox.Abandon(call);
        _other._inbox.Move();
    }

    /// <inheritdoc/>
    public override void Leave(Seat seat, TakenMark mark)
    {
        if (_taken.Remove(seat, out (long Batch, List<Parcel> Messages) taken))
        {
            int seen = mark.Batch == taken.Batch ? Math.Clamp(mark.Handed, 0, taken.Messages.Count) : mark.Batch > taken.Batch ? taken.Messages.Count : 0;
            PutBack(taken.Messages[seen..]);
        }

        if (_users.Remove(seat) && _users.Count == 0)
        {
            Close();
        }
    }

    /// <inheritdoc/>
    public override void Remove()
    {
        Close();

        foreach (Seat seat in _users)
        {
            seat.Holds.Remove(this);
        }
    }

    private void Put(ShareCall call)
    {
        if (!_canSend)
        {
            throw ShareRefusals.PipeOneWay(sends: true);
        }

        if (_isClosed || _other!._isClosed)
        {
            throw ShareRefusals.PipeClosed();
        }

        Use(call.Seat);
        _other._inbox.Put(call);
        _other._inbox.Move();
        _other.TellWatchers();
    }

    private void Take(ShareCall call)
    {
        if (!_canReceive)
        {
            throw ShareRefusals.PipeOneWay(sends: false);
        }

        if (_isClosed)
        {
            throw ShareRefusals.PipeClosed();
        }

        Use(call.Seat);
        _inbox.Take(call);
        _inbox.Move();
        EndIfDrained();
    }

    private void GiveBack(ShareCall call)
    {
        ShareReader content = new(call.Content);
        long batch = content.Number();
        long count = content.Number();

        if (_taken.Remove(call.Seat, out (long Batch, List<Parcel> Messages) taken) && taken.Batch == batch)
        {
            PutBack(taken.Messages[(int)Math.Max(0, taken.Messages.Count - count)..]);
        }

        Answers.Add(call, ShareAnswer.Done);
    }

    private void PutBack(List<Parcel> messages)
    {
        if (!_isClosed && messages.Count > 0)
        {
            _inbox.PutBack(messages);
            _inbox.Move();
            TellWatchers();
        }
    }

    private void Keep(ShareCall call, long batch, List<Parcel> given)
    {
        if (call.Verb != ShareVerb.Take)
        {
            given.ForEach(message => message.Release());
            return;
        }

        if (_taken.Remove(call.Seat, out (long Batch, List<Parcel> Messages) before))
        {
            before.Messages.ForEach(message => message.Release());
        }

        _taken[call.Seat] = (batch, given);
    }

    private void Use(Seat seat)
    {
        _users.Add(seat);
        seat.Holds.Add(this);
    }

    private void Close()
    {
        _isClosed = true;

        // What was sent from here still arrives; what was sent to here has nobody to arrive at.
        _inbox.Refuse(ShareRefusals.PipeClosed());
        _inbox.Clear();
        _inbox.EndTakers(ShareAnswer.Refused(ShareRefusals.PipeClosed()));
        _other!.EndIfDrained();
        _other.TellWatchers();
        TellWatchers();
    }

    private void EndIfDrained()
    {
        if (_other!._isClosed && _inbox.IsEmpty)
        {
            _inbox.EndTakers(ShareAnswer.Ended);
        }
    }
}
