using System.Diagnostics.CodeAnalysis;
using PiPS.Engine.Pools.TaskWorkers;
using PiPS.Engine.Sharing.Messages;
using PiPS.Engine.Values;

namespace PiPS.Engine.Sharing;

/// <summary>In a worker process: the shared objects of the session that it works for, reached over the worker's channel.</summary>
/// <remarks>
/// The worker's own workers ask here as well, each from a seat of its own, and what they ask goes on to the session: so a
/// shared object is the same however deep pools are nested.
/// </remarks>
public sealed class RemoteSpace : ShareSpace
{
    // Channels of which is remembered how much was sent to them quietly.
    private const int MostQuiet = 256;

    private readonly Lock _gate = new();
    private readonly Dictionary<long, ShareCall> _calls = [];
    private readonly Dictionary<ShareCall, long> _numbers = [];
    private Action<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>? _send;
    private Action<long, int>? _note;
    private readonly Dictionary<(Seat Seat, long Channel, long Owner), QuietSending> _quiet = [];
    private ChannelReading? _reading;
    private long _last;
    private long _seats;
    private bool _hasEnded;

    /// <param name="codec">Gives the calling thread what turns values into bytes.</param>
    /// <param name="owner">Tells scripts that run in this process apart; <see langword="null"/>: by their threads.</param>
    /// <param name="stoppable">Waits so that what stops the calling script ends the wait; <see langword="null"/>: nothing does.</param>
    public RemoteSpace(Func<IValueCodec> codec, Func<long>? owner = null, Func<Func<CancellationToken, bool>, bool>? stoppable = null)
        : base(codec, owner ?? (() => Environment.CurrentManagedThreadId), stoppable)
    {
    }

    /// <summary>Requests that aren't answered, and those that are only if they are refused.</summary>
    internal int OpenRequests
    {
        get
        {
            lock (_gate)
            {
                return _calls.Count;
            }
        }
    }

    /// <summary>Says how to send a request, and how to note what the session shall know if this process dies.</summary>
    /// <param name="send">Takes a request's head, and its content.</param>
    /// <param name="note">Takes a batch of messages, and how many of them were handed to a script.</param>
    /// <param name="reading">What answers are read by.</param>
    internal void Connect(Action<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> send, Action<long, int>? note = null, ChannelReading? reading = null)
    {
        _reading = reading;
        _send = send;
        _note = note;
    }

    /// <inheritdoc/>
    internal override void NoteHanded(Seat seat, long batch, int count)
    {
        if (ReferenceEquals(seat, Main))
        {
            _note?.Invoke(batch, count);
        }
    }

    /// <summary>Takes an answer that came.</summary>
    /// <returns>Whether a thread waited for it, which may ask again; an answer that goes on to another process is none.</returns>
    internal bool Take(ReadOnlySpan<byte> answer)
    {
        ByteReader source = new(answer);
        long number = (long)source.TakeVariable();
        ShareStatus status = (ShareStatus)source.TakeByte();
        ShareCall? call;

        lock (_gate)
        {
            if (!_calls.Remove(number, out call))
            {
                if (status == ShareStatus.Refused)
                {
                    // Several that went quietly are refused under one number.
                    return false;
                }

                throw Malformed.Because($"An answer came to the request {number}, which waits for none.");
            }

            _numbers.Remove(call);
        }

        Parcel content = Parcel.Copy(source.Rest);
        bool isAwaited = call is WaitingCall { IsAwaited: true };
        call.Answer(new(status, content.Bytes, content));
        return isAwaited;
    }

    /// <summary>The session has gone: all that waits is refused.</summary>
    internal void End()
    {
        ShareCall[] calls;

        lock (_gate)
        {
            _hasEnded = true;
            calls = [.. _calls.Values];
            _calls.Clear();
            _numbers.Clear();
        }

        ShareAnswer gone = ShareAnswer.Refused(ShareRefusals.SessionGone());
        Array.ForEach(calls, call => call.Answer(gone));
    }

    /// <inheritdoc/>
    internal override QuietSending? Quiet(long channel)
    {
        (Seat Seat, long Channel, long Owner) key = (Current, channel, Owner);

        lock (_gate)
        {
            if (!_quiet.TryGetValue(key, out QuietSending? sending))
            {
                if (_quiet.Count >= MostQuiet)
                {
                    ForgetQuiet();
                }

                _quiet[key] = sending = new(this, key.Seat, channel, key.Owner);
            }

            return sending;
        }
    }

    /// <summary>Sends a message that is answered only if it is refused, and by a complaint.</summary>
    /// <param name="complaint">What is answered then, once for all that were sent with it.</param>
    /// <param name="message">The message.</param>
    /// <returns>Whether it was sent.</returns>
    internal bool TryPutQuietly(WaitingCall complaint, ReadOnlyMemory<byte> message)
    {
        lock (complaint.Seat.Leaving)
        {
            long number;

            lock (_gate)
            {
                if (_hasEnded || _send is null || complaint.Seat.HasLeft || complaint.IsAnswered)
                {
                    return false;
                }

                if (!_numbers.TryGetValue(complaint, out number))
                {
                    number = ++_last;
                    _calls[number] = complaint;
                    _numbers[complaint] = number;
                }
            }

            Send(complaint.Seat, number, new ToldCall(complaint.Seat, complaint.Target, ShareVerb.PutQuietly, complaint.Owner, message));
            return true;
        }
    }

    /// <inheritdoc/>
    internal override bool Waits(Seat seat)
    {
        lock (_gate)
        {
            // A complaint is no wait.
            return _calls.Values.Any(call => ReferenceEquals(call.Seat, seat) && call.Verb != ShareVerb.PutQuietly);
        }
    }

    internal override Seat Join() => new(this, Interlocked.Increment(ref _seats));

    internal override void EndRun(Seat seat) => Start(new ToldCall(seat, 0, ShareVerb.EndRun, 0, default));

    internal override void Leave(Seat seat, TakenMark mark)
    {
        // What its thread may still ask, the session, which forgets the seat, would take for a new one's.
        lock (seat.Leaving)
        {
            Start(new ToldCall(seat, 0, ShareVerb.LeaveSeat, 0, new ShareWriter().Number(mark.Batch).Number(mark.Handed).ToArray()));
            seat.HasLeft = true;
        }
    }

    internal override void Start(ShareCall call)
    {
        if (!TrySend(call, out ShareException? refused))
        {
            call.Answer(ShareAnswer.Refused(refused));
        }
    }

    internal override void Forget(ShareCall call)
    {
        long number;

        lock (_gate)
        {
            if (!_numbers.TryGetValue(call, out number))
            {
                return;
            }
        }

        // From the process's own seat: the call's may have left.
        Send(Main, 0, new ToldCall(Main, 0, ShareVerb.Forget, 0, new ShareWriter().Number(number).ToArray()));
    }

    /// <inheritdoc/>
    private protected override bool AwaitHere(WaitingCall call, TimeSpan? limit, CancellationToken stop)
    {
        if (limit == TimeSpan.Zero || _reading is null || !_reading.TryBegin())
        {
            return base.AwaitHere(call, limit, stop);
        }

        // What is cancelled is answered too.
        using CancellationTokenRegistration forget = stop.Register(() => Forget(call));
        _reading.ReadUntil(() => call.IsAnswered, limit);
        return call.IsAnswered;
    }

    /// <summary>The script has ended: what it wasn't told of what it sent quietly is nothing to the next one.</summary>
    internal void EndScript()
    {
        lock (_gate)
        {
            ForgetQuiet();
        }
    }

    // A script may use a channel for each of its items. Where more is sent to one that has ended, that is refused again.
    private void ForgetQuiet()
    {
        foreach (QuietSending sending in _quiet.Values)
        {
            if (sending.Complaint is WaitingCall complaint && _numbers.Remove(complaint, out long number))
            {
                _calls.Remove(number);
            }
        }

        _quiet.Clear();
    }

    private bool TrySend(ShareCall call, [NotNullWhen(false)] out ShareException? refused)
    {
        lock (call.Seat.Leaving)
        {
            long number = 0;
            refused = call.Seat.HasLeft ? ShareRefusals.WorkerEnded() : null;

            lock (_gate)
            {
                refused ??= _hasEnded || _send is null ? ShareRefusals.SessionGone() : null;
                refused ??= call.Content.Length > ShareDesk.MostContent ? ShareRefusals.SharedTooLarge(call.Content.Length) : null;

                if (refused is null && call is not ToldCall)
                {
                    number = ++_last;
                    _calls[number] = call;
                    _numbers[call] = number;
                }
            }

            if (refused is null)
            {
                Send(call.Seat, number, call);
            }

            return refused is null;
        }
    }

    private void Send(Seat seat, long number, ShareCall call)
    {
        ShareWriter head = new(32);
        head.Number(seat.Number).Number(number).Byte((byte)call.Verb).Number(call.Target).Signed(call.Owner);

        try
        {
            _send!(head.ToArray(), call.Content);
            call.Parcel?.Release();
            call.Parcel = null;
        }
        catch (IOException)
        {
            // The session has gone, which whoever listens to it sees too, and ends what waits.
        }
    }
}
