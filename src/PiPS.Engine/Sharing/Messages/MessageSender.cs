namespace PiPS.Engine.Sharing.Messages;

/// <summary>Sends many messages: those that come while others are under way travel together. One thread uses it.</summary>
/// <remarks>The first leaves at once, and none waits longer than for those before it.</remarks>
public sealed class MessageSender
{
    private const int MostMessages = 512;

    // Doesn't travel faster together with others.
    private const int Large = 64 * 1024;
    private const int MostBytes = 1 << 20;
    private static readonly TimeSpan OneMoment = TimeSpan.FromMilliseconds(50);

    private readonly MessageChannel _channel;
    private readonly Lock _gate = new();
    private List<byte[]> _next = [];
    private long _nextBytes;
    private SendingCall? _under;
    private ShareAnswer _problem = ShareAnswer.Done;

    /// <param name="channel">Where to.</param>
    public MessageSender(MessageChannel channel)
    {
        _channel = channel;
    }

    /// <summary>Sends a message, now or together with the next ones.</summary>
    /// <param name="value">The message.</param>
    /// <param name="stop">Ends the wait for room.</param>
    /// <exception cref="ShareException">No more can be sent: some before it may not have been either.</exception>
    /// <exception cref="Values.UnencodableValueException">It can't be turned into bytes.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void Send(object? value, CancellationToken stop)
    {
        byte[] message = _channel.Space.Encode(value);

        if (message.Length >= Large)
        {
            Finish(stop);
            _channel.SendBytes(message, null, stop);
            stop.ThrowIfCancellationRequested();
            return;
        }

        SendingCall? under;

        lock (_gate)
        {
            _problem.Checked();
            _next.Add(message);
            _nextBytes += message.Length;
            under = _under;
        }

        if (under is null)
        {
            StartNext(null);
        }
        else if (_next.Count >= MostMessages || _nextBytes >= MostBytes)
        {
            Wait(under, stop);
        }
    }

    /// <summary>Waits until all is sent.</summary>
    /// <exception cref="ShareException">Some couldn't be.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void Finish(CancellationToken stop)
    {
        while (true)
        {
            SendingCall? under;

            lock (_gate)
            {
                _problem.Checked();
                under = _under;
            }

            if (under is null)
            {
                return;
            }

            Wait(under, stop);
        }
    }

    /// <summary>Sends no more of what hasn't found room by now.</summary>
    public void Cancel()
    {
        SendingCall? under;

        lock (_gate)
        {
            // Not the one that was waited for: it may have been answered since, and this is the last.
            under = _under;
            _next.Clear();
            _nextBytes = 0;
        }

        // Whoever brought the answer before it may be about to start it, and what isn't known yet can't be forgotten.
        for (bool ended = under is null; !ended; ended = under!.Wait(OneMoment, CancellationToken.None))
        {
            _channel.Space.Forget(under!);
        }
    }

    private void Wait(SendingCall call, CancellationToken stop)
    {
        if (!_channel.Space.Await(call, null, stop) || stop.IsCancellationRequested)
        {
            Cancel();
            stop.ThrowIfCancellationRequested();
        }

        StartNext(call);

        lock (_gate)
        {
            _problem.Checked();
        }
    }

    // Whoever brings an answer sends what has come meanwhile, or whoever waits for it, or else a thread that may.
    private bool StartNext(SendingCall? done, bool mayWait = true)
    {
        SendingCall call;

        lock (_gate)
        {
            if (!ReferenceEquals(_under, done))
            {
                return true;
            }

            if (_next.Count == 0)
            {
                _under = null;
                return true;
            }

            if (!mayWait)
            {
                return false;
            }

            ShareSpace space = _channel.Space;
            _under = call = new(this, done?.Seat ?? space.Current, _channel.Reference.Id, done?.Owner ?? space.Owner, MessageChannel.Packed(_next));
            _next = [];
            _nextBytes = 0;
        }

        _channel.Space.Start(call);
        return true;
    }

    private void Fail(in ShareAnswer answer)
    {
        lock (_gate)
        {
            _problem = answer;
            _next.Clear();
            _nextBytes = 0;
        }
    }

    private sealed class SendingCall : WaitingCall
    {
        private const int MostNested = 8;

        [ThreadStatic]
        private static int _nested;

        private readonly MessageSender _sender;

        public SendingCall(MessageSender sender, Seat seat, long target, long owner, ReadOnlyMemory<byte> content)
            : base(seat, target, ShareVerb.Put, owner, content)
        {
            _sender = sender;
        }

        public override void Answer(in ShareAnswer answer)
        {
            if (answer.Status != ShareStatus.Done)
            {
                _sender.Fail(answer);
            }

            // Whoever reads a channel must not write to it: the session may be doing the same, and then both wait for each other.
            // And one that is answered at once would start the next, on the same stack, as long as the sender keeps up.
            bool mayWait = _sender._channel.Space is LocalSpace && _nested < MostNested;
            _nested++;
            bool isStarted = _sender.StartNext(this, mayWait);
            _nested--;
            base.Answer(answer);

            if (!isStarted)
            {
                ThreadPool.UnsafeQueueUserWorkItem(static call => call._sender.StartNext(call), this, preferLocal: false);
            }
        }
    }
}
