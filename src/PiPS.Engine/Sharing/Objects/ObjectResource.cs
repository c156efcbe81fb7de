using PiPS.Engine.Protocol;
using PiPS.Engine.Sharing.Server;

namespace PiPS.Engine.Sharing.Objects;

/// <summary>A shared object whose content is read, changed and lent for updates, where it lives.</summary>
/// <remarks>
/// While a part is lent, reads give what it was; changes of it wait, first come, first served, but for those of who has it.
/// Who dies, or ends its script, with something lent gives it back unchanged.
/// </remarks>
internal abstract class ObjectResource : SharedResource
{
    private readonly Lending _lending = new();

    protected ObjectResource(SharedReference reference, Answers answers)
        : base(reference, answers)
    {
    }

    /// <inheritdoc/>
    public sealed override void Serve(ShareCall call)
    {
        switch (call.Verb)
        {
            case ShareVerb.EndUpdate:
                EndUpdate(call);
                break;
            case ShareVerb.CancelUpdate:
                GiveBack(call, LentPart(new(call.Content)));
                Answers.Add(call, ShareAnswer.Done);
                break;
            default:
                Begin(call);
                break;
        }
    }

    /// <inheritdoc/>
    public override void Abandon(ShareCall call)
    {
        _lending.Forget(call);
        Settle();
    }

    /// <inheritdoc/>
    public override void EndRun(Seat seat)
    {
        _lending.EndAll(seat);
        seat.Holds.Remove(this);
        Settle();
    }

    /// <inheritdoc/>
    public override void Remove()
    {
        ShareAnswer removed = ShareAnswer.Refused(ShareRefusals.SharedObjectRemoved());

        foreach (ShareCall call in _lending.TakeAll())
        {
            Answers.Add(call, removed);
        }
    }

    /// <summary>The values of a request, to be kept: each of its own, lest a small one keeps all that came with it.</summary>
    protected static ReadOnlyMemory<byte>[] Several(ref ShareReader content)
    {
        ReadOnlyMemory<byte>[] values = new ReadOnlyMemory<byte>[content.Count()];

        for (int i = 0; i < values.Length; i++)
        {
            values[i] = One(content.Bytes()).ToArray();
        }

        return values;
    }

    /// <summary>A value to be kept: without what came with it, if that is worth anything.</summary>
    protected static ReadOnlyMemory<byte> One(ReadOnlyMemory<byte> value)
        => value.IsEmpty ? throw Values.Malformed.Because("A value is due.") : value.Length > 1024 ? value : value.ToArray();

    /// <summary>What a request changes: a part, <see cref="Lending.Whole"/>, or nothing.</summary>
    /// <exception cref="ShareException">It is refused.</exception>
    protected abstract object? PartOf(ShareCall call);

    /// <summary>Carries a request out, and answers it.</summary>
    /// <exception cref="ShareException">It is refused.</exception>
    protected abstract void Run(ShareCall call);

    /// <summary>What is lent: nothing if it isn't there.</summary>
    /// <param name="content">What the request to lend it holds.</param>
    /// <exception cref="ShareException">It can't be lent.</exception>
    protected abstract ReadOnlyMemory<byte> Present(ShareReader content);

    /// <summary>The part that is meant when it is given back.</summary>
    /// <param name="key">As in the request to lend it.</param>
    protected abstract object LentPart(ShareReader key);

    /// <summary>Changes what was lent.</summary>
    protected abstract void Assign(ShareReader key, ReadOnlyMemory<byte> value);

    private void Begin(ShareCall call)
    {
        if (PartOf(call) is not object part)
        {
            Run(call);
        }
        else if (call.Verb == ShareVerb.BeginUpdate && _lending.Has(call, part))
        {
            throw ShareRefusals.UpdateWithinItself();
        }
        else if (_lending.MayGo(call, part))
        {
            Go(call, part);
        }
        else if (_lending.WouldNeverEnd(call, part))
        {
            throw ShareRefusals.UpdateDeadlock();
        }
        else
        {
            _lending.Wait(call, part);
        }
    }

    private void Go(ShareCall call, object part)
    {
        if (call.Verb != ShareVerb.BeginUpdate)
        {
            Run(call);
            return;
        }

        ReadOnlyMemory<byte> present = Present(new(call.Content));
        _lending.Add(call, part);
        call.Seat.Holds.Add(this);
        Answers.Add(call, ShareAnswer.With(present));
    }

    private void EndUpdate(ShareCall call)
    {
        ShareReader content = new(call.Content);
        ShareReader key = new(content.Bytes());
        object part = LentPart(key);

        if (!_lending.TryEnd(call, part))
        {
            throw ShareRefusals.UpdateNotBegun();
        }

        try
        {
            Assign(key, content.Rest);
            Answers.Add(call, ShareAnswer.Done);
        }
        finally
        {
            AfterReturn(call.Seat);
        }
    }

    private void GiveBack(ShareCall call, object part)
    {
        if (_lending.TryEnd(call, part))
        {
            AfterReturn(call.Seat);
        }
    }

    private void AfterReturn(Seat seat)
    {
        if (!_lending.HasAny(seat))
        {
            seat.Holds.Remove(this);
        }

        Settle();
    }

    // Whoever can go on does.
    private void Settle()
    {
        while (!_lending.IsIdle && _lending.TryNext(out ShareCall call, out object part))
        {
            try
            {
                Go(call, part);
            }
            catch (ShareException refused)
            {
                Answers.Add(call, ShareAnswer.Refused(refused));
            }
            catch (ProtocolException malformed)
            {
                // Not the fault of whoever gave back what this one waited for.
                Answers.Add(call, ShareAnswer.Refused(ShareRefusals.SharedRequestMalformed(malformed)));
            }
        }
    }
}
