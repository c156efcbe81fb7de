using PiPS.Engine.Sharing.Server;

namespace PiPS.Engine.Sharing.Locks;

/// <summary>A lock where it lives: one holder at a time, first come first served.</summary>
/// <remarks>
/// Only its holder can release it: so who waits for a lock of its own would wait for ever, and is refused. A lock whose holder
/// died is abandoned until one who was told so has released it: what it protects may be half done until then.
/// </remarks>
internal class MutexResource : SharedResource
{
    private readonly CallLine _line = new();
    private readonly bool _isRecursive;
    private LockHold? _held;
    private bool _isAbandoned;

    /// <param name="reference">What it is known by.</param>
    /// <param name="answers">Where it puts answers.</param>
    /// <param name="isRecursive">Whether its holder may take it again.</param>
    public MutexResource(SharedReference reference, Answers answers, bool isRecursive)
        : base(reference, answers)
    {
        _isRecursive = isRecursive;
    }

    /// <summary>Those that wait for something else than the lock.</summary>
    protected virtual int Sleeping => 0;

    /// <inheritdoc/>
    public override void Serve(ShareCall call)
    {
        switch (call.Verb)
        {
            case ShareVerb.Acquire:
                Acquire(call);
                break;
            case ShareVerb.Release:
                Release(call);
                break;
            case ShareVerb.Describe:
                Answers.Add(call, ShareAnswer.With(new ShareWriter(16).Number(_held?.Depth ?? 0).Number(_held?.ProcessId ?? 0)
                    .Number(_line.Count + Sleeping).Byte(_isAbandoned ? (byte)1 : (byte)0).ToArray()));
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
        if (ReferenceEquals(_held?.Seat, seat))
        {
            _isAbandoned = true;
            Free();
        }
    }

    /// <inheritdoc/>
    public override void Remove()
    {
        _held?.Seat.Holds.Remove(this);
        _held = null;
        _line.AnswerAll(Answers, ShareAnswer.Refused(ShareRefusals.SharedObjectRemoved()));
    }

    /// <summary>What whoever asks has in its hands.</summary>
    /// <exception cref="ShareException">It isn't the holder.</exception>
    protected LockHold HeldBy(ShareCall call)
        => _held is LockHold held && held.IsBy(call) ? held : throw LockRefusals.LockNotHeld(Reference, isHeld: _held is not null);

    /// <summary>Takes the lock from its holder, and gives it to the next.</summary>
    protected void Free()
    {
        _held?.Seat.Holds.Remove(this);
        _held = null;

        if (_line.Take() is ShareCall next)
        {
            Give(next, LockHold.Of(next));
        }
    }

    private void Acquire(ShareCall call)
    {
        LockHold wanted = LockHold.Of(call);

        if (_held is null)
        {
            Give(call, wanted);
        }
        else if (!_held.IsBy(call))
        {
            _line.Add(call);
        }
        else if (_isRecursive)
        {
            _held.Depth += wanted.Depth;
            Answers.Add(call, ShareAnswer.Done);
        }
        else
        {
            throw LockRefusals.LockHeldByCaller(Reference);
        }
    }

    private void Give(ShareCall call, LockHold hold)
    {
        _held = hold;
        hold.Seat.Holds.Add(this);
        Answers.Add(call, _isAbandoned ? ShareAnswer.Abandoned : ShareAnswer.Done);
    }

    private void Release(ShareCall call)
    {
        LockHold held = HeldBy(call);
        bool isUnmended = new ShareReader(call.Content).Byte() != 0;

        if (--held.Depth == 0)
        {
            _isAbandoned &= isUnmended;
            Free();
        }

        Answers.Add(call, ShareAnswer.Done);
    }
}
