namespace PiPS.Engine.Sharing.Messages;

/// <summary>Messages that a worker's script sends to a channel without waiting for each to be taken note of: what is refused is said by its next call.</summary>
/// <remarks>
/// An answer to each would cost as much as the message. Every sixty-fourth, and the first after 64 KiB, is waited for, so that
/// no more than that is under way. Only where there is room for any number: else the sender has to wait.
/// </remarks>
internal sealed class QuietSending
{
    private const int MostMessages = 64;
    private const int MostBytes = 64 * 1024;

    private readonly RemoteSpace _space;
    private readonly Seat _seat;
    private readonly long _channel;
    private readonly long _owner;
    private readonly Lock _gate = new();
    private WaitingCall? _complaint;
    private int _messages;
    private int _bytes;

    public QuietSending(RemoteSpace space, Seat seat, long channel, long owner)
    {
        _space = space;
        _seat = seat;
        _channel = channel;
        _owner = owner;
    }

    /// <summary>What is answered if a message is refused; <see langword="null"/> if none was sent, or one was refused.</summary>
    public WaitingCall? Complaint => Volatile.Read(ref _complaint);

    /// <summary>Sends a message, unless it is one to wait for.</summary>
    /// <returns>Whether it was sent.</returns>
    /// <exception cref="ShareException">One before it was refused.</exception>
    public bool TrySend(ReadOnlyMemory<byte> message)
    {
        lock (_gate)
        {
            Check();

            if (_messages >= MostMessages || _bytes + message.Length > MostBytes)
            {
                _messages = 0;
                _bytes = 0;
                return false;
            }

            _complaint ??= new(_seat, _channel, ShareVerb.PutQuietly, _owner, default);
            _messages++;
            _bytes += message.Length;
            return _space.TryPutQuietly(_complaint, message);
        }
    }

    /// <summary>Says what was refused.</summary>
    /// <exception cref="ShareException">One was.</exception>
    public void Check()
    {
        lock (_gate)
        {
            if (_complaint?.IsAnswered == true)
            {
                ShareAnswer answer = _complaint.Received;
                _complaint = null;
                answer.Checked();
            }
        }
    }
}
