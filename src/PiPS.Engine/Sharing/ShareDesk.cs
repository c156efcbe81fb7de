using PiPS.Engine.Protocol;
using PiPS.Engine.Values;

namespace PiPS.Engine.Sharing;

/// <summary>Where a worker process's requests are taken: the session's side of it.</summary>
/// <remarks>The worker's hand calls it; answers leave on any thread. A request is: v seat, v number, 1 verb, v target, z owner, content.</remarks>
internal sealed class ShareDesk
{
    /// <summary>Bytes that a request or an answer holds, behind its head; with more, the channel's other side would give its worker up.</summary>
    public const int MostContent = Wire.MaximumScriptPayload - 64;

    // A worker with more has lost its mind.
    private const int MostSeats = 10_000;
    private const int MostRequests = 10_000;

    private readonly ShareSpace _space;
    private readonly Action<ReadOnlyMemory<byte>, ShareAnswer> _send;
    private readonly Dictionary<long, Seat> _seats = [];
    private readonly Dictionary<long, RelayedCall> _open = [];
    private readonly Lock _gate = new();
    private readonly bool _isElsewhere;
    private int _quiet;

    /// <param name="space">Whose objects they are about.</param>
    /// <param name="send">Sends an answer behind its head, and releases it. It doesn't wait.</param>
    /// <param name="isElsewhere">Whether the worker is given no shared memory.</param>
    public ShareDesk(ShareSpace space, Action<ReadOnlyMemory<byte>, ShareAnswer> send, bool isElsewhere = false)
    {
        _isElsewhere = isElsewhere;
        _space = space;
        _send = send;
        _seats[0] = Join();
    }

    /// <summary>Requests that aren't answered.</summary>
    public int OpenRequests
    {
        get
        {
            lock (_gate)
            {
                return _open.Count;
            }
        }
    }

    /// <summary>Takes a request.</summary>
    /// <exception cref="ProtocolException">It is malformed.</exception>
    public void Take(ReadOnlySpan<byte> request)
    {
        ByteReader source = new(request);
        Seat seat = SeatOf(Whole(source.TakeVariable()));
        long number = Whole(source.TakeVariable());
        ShareVerb verb = (ShareVerb)source.TakeByte();
        long target = Whole(source.TakeVariable());
        long owner = NumberForm.Unfold(source.TakeVariable());
        Parcel parcel = Parcel.Copy(source.Rest);
        ShareReader content = new(parcel.Bytes);

        switch (verb)
        {
            case ShareVerb.Forget:
                Forget(content.Number());
                break;
            case ShareVerb.EndRun:
                _space.EndRun(seat);
                break;
            case ShareVerb.LeaveSeat:
                Leave(seat, new(content.Number(), (int)Math.Min(content.Number(), int.MaxValue)));
                break;
            case ShareVerb.PutQuietly:
                PutQuietly(new(this, number, seat, target, owner, parcel));
                break;
            default:
                ShareCall call = number == 0 ? new ToldCall(seat, target, verb, owner, parcel.Bytes) : Opened(number, seat, target, verb, owner, parcel.Bytes);
                call.Parcel = parcel;
                _space.Start(call);
                break;
        }
    }

    /// <summary>The worker's script has ended.</summary>
    public void EndRun() => _space.EndRun(_seats[0]);

    /// <summary>The worker has gone, and its own workers with it: how far these got, nobody knows.</summary>
    public void Leave(TakenMark mark)
    {
        foreach (Seat seat in _seats.Values)
        {
            _space.Leave(seat, ReferenceEquals(seat, _seats[0]) ? mark : TakenMark.Unknown);
        }
    }

    private static long Whole(ulong number) => number <= long.MaxValue ? (long)number : throw Malformed.Because("A number is too large.");

    private Seat SeatOf(long number)
    {
        if (_seats.TryGetValue(number, out Seat? seat))
        {
            return seat;
        }

        if (_seats.Count >= MostSeats)
        {
            throw Malformed.Because($"A worker has more than {MostSeats} workers of its own.");
        }

        return _seats[number] = Join();
    }

    private Seat Join()
    {
        Seat seat = _space.Join();
        seat.IsElsewhere = _isElsewhere;
        return seat;
    }

    private void Leave(Seat seat, TakenMark mark)
    {
        if (ReferenceEquals(seat, _seats[0]))
        {
            throw Malformed.Because("A worker says that it has gone.");
        }

        _space.Leave(seat, mark);
        _seats.Remove(_seats.First(pair => ReferenceEquals(pair.Value, seat)).Key);
    }

    private void PutQuietly(QuietCall call)
    {
        // Counted before: it may be answered by the time that it is begun.
        if (Interlocked.Increment(ref _quiet) > MostRequests)
        {
            throw Malformed.Because("A worker sends on where there is no room.");
        }

        _space.Start(call);
    }

    private RelayedCall Opened(long number, Seat seat, long target, ShareVerb verb, long owner, ReadOnlyMemory<byte> content)
    {
        RelayedCall call = new(this, number, seat, target, verb, owner, content);

        lock (_gate)
        {
            if (_open.Count >= MostRequests || !_open.TryAdd(number, call))
            {
                throw Malformed.Because($"A worker's request {number} is one too many, or came twice.");
            }
        }

        return call;
    }

    private void Forget(long number)
    {
        RelayedCall? call;

        lock (_gate)
        {
            // It may have been answered just now.
            call = _open.GetValueOrDefault(number);
        }

        if (call is not null)
        {
            _space.Forget(call);
        }
    }

    private void Close(long number, in ShareAnswer answer)
    {
        lock (_gate)
        {
            _open.Remove(number);
        }

        ShareAnswer fitting = answer.Content.Length <= MostContent ? answer : ShareAnswer.Refused(ShareRefusals.SharedTooLarge(answer.Content.Length));
        _send(new ShareWriter(16).Number(number).Byte((byte)fitting.Status).ToArray(), fitting);
    }

    private void Complain(QuietCall call, in ShareAnswer answer)
    {
        Interlocked.Decrement(ref _quiet);

        if (answer.Status == ShareStatus.Refused)
        {
            _send(new ShareWriter(16).Number(call.Number).Byte((byte)answer.Status).ToArray(), answer);
        }
    }

    private sealed class QuietCall : ShareCall
    {
        private readonly ShareDesk _desk;

        public QuietCall(ShareDesk desk, long number, Seat seat, long target, long owner, Parcel parcel)
            : base(seat, target, ShareVerb.PutOne, owner, parcel.Bytes)
        {
            _desk = desk;
            Number = number;
            Parcel = parcel;
        }

        public long Number { get; }

        /// <inheritdoc/>
        public override bool OutlivesSeat => true;

        public override void Answer(in ShareAnswer answer) => _desk.Complain(this, answer);
    }

    private sealed class RelayedCall : ShareCall
    {
        private readonly ShareDesk _desk;
        private readonly long _number;

        public RelayedCall(ShareDesk desk, long number, Seat seat, long target, ShareVerb verb, long owner, ReadOnlyMemory<byte> content)
            : base(seat, target, verb, owner, content)
        {
            _desk = desk;
            _number = number;
        }

        public override void Answer(in ShareAnswer answer) => _desk.Close(_number, answer);
    }
}
