namespace PiPS.Engine.Sharing;

/// <summary>A request that a thread of this process waits for.</summary>
internal class WaitingCall : ShareCall
{
    private ShareAnswer _answer;
    private bool _isAnswered;
    private bool _isAwaited;

    public WaitingCall(Seat seat, long target, ShareVerb verb, long owner, ReadOnlyMemory<byte> content)
        : base(seat, target, verb, owner, content)
    {
    }

    /// <summary>Whether it was answered.</summary>
    public bool IsAnswered => Volatile.Read(ref _isAnswered);

    /// <summary>Whether a thread waits, to be woken by the answer.</summary>
    public bool IsAwaited => Volatile.Read(ref _isAwaited);

    /// <summary>What came.</summary>
    public ShareAnswer Received => _answer;

    public override void Answer(in ShareAnswer answer)
    {
        lock (this)
        {
            _answer = answer;
            _isAnswered = true;
            Monitor.PulseAll(this);
        }
    }

    /// <summary>Waits for the answer.</summary>
    /// <param name="limit">Not for longer than this; <see langword="null"/> for no limit.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <returns>Whether it came.</returns>
    public bool Wait(TimeSpan? limit, CancellationToken stop)
    {
        lock (this)
        {
            if (_isAnswered)
            {
                return true;
            }
        }

        using CancellationTokenRegistration wake = stop.Register(Wake);
        long deadline = limit is TimeSpan most ? Environment.TickCount64 + (long)Math.Ceiling(most.TotalMilliseconds) : long.MaxValue;

        lock (this)
        {
            _isAwaited = true;

            while (!_isAnswered && !stop.IsCancellationRequested)
            {
                long left = deadline - Environment.TickCount64;

                if (left <= 0)
                {
                    break;
                }

                Monitor.Wait(this, limit is null ? Timeout.Infinite : (int)Math.Min(left, int.MaxValue));
            }

            return _isAnswered;
        }
    }

    private void Wake()
    {
        lock (this)
        {
            Monitor.PulseAll(this);
        }
    }
}
