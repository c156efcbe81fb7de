using PiPS.Engine.Sharing.Server;

namespace PiPS.Engine.Sharing.Locks;

/// <summary>A barrier where it lives: so many wait for each other, again and again.</summary>
/// <remarks>Who gives up waiting, or dies, breaks it for the others: they would wait for ever. It stays broken until it is reset.</remarks>
internal sealed class BarrierResource : SharedResource
{
    private readonly List<ShareCall> _arrived = [];
    private readonly long _parties;
    private string? _broken;

    /// <param name="reference">What it is known by.</param>
    /// <param name="answers">Where it puts answers.</param>
    /// <param name="options">v parties.</param>
    public BarrierResource(SharedReference reference, Answers answers, ShareReader options)
        : base(reference, answers)
    {
        _parties = LockRefusals.CheckedCount(options.Number());
    }

    /// <inheritdoc/>
    public override void Serve(ShareCall call)
    {
        switch (call.Verb)
        {
            case ShareVerb.Wait:
                Arrive(call);
                break;
            case ShareVerb.Reset:
                Break("it was reset while some waited");
                _broken = null;
                Answers.Add(call, ShareAnswer.Done);
                break;
            case ShareVerb.Abort:
                Break("it was aborted");
                Answers.Add(call, ShareAnswer.Done);
                break;
            case ShareVerb.Describe:
                Answers.Add(call, ShareAnswer.With(new ShareWriter(16).Number(_parties).Number(_arrived.Count)
                    .Byte(_broken is null ? (byte)0 : (byte)1).ToArray()));
                break;
            default:
                throw NotAsked(call.Verb);
        }
    }

    /// <inheritdoc/>
    public override void Abandon(ShareCall call)
    {
        // One that is taken from the list of those that are told.
        if (_arrived.Remove(call))
        {
            Break(call.Seat.HasLeft ? "a worker that waited at it died" : "one that waited at it gave up: its time was over, or it was stopped");
        }
    }

    /// <inheritdoc/>
    public override void Remove() => Tell(ShareAnswer.Refused(ShareRefusals.SharedObjectRemoved()));

    private void Arrive(ShareCall call)
    {
        if (_broken is not null)
        {
            throw LockRefusals.BarrierBroken(Reference, _broken);
        }

        _arrived.Add(call);

        if (_arrived.Count < _parties)
        {
            return;
        }

        for (int index = 0; index < _arrived.Count; index++)
        {
            Answers.Add(_arrived[index], ShareAnswer.With(new ShareWriter(16).Number(index).ToArray()));
        }

        _arrived.Clear();
    }

    private void Break(string why)
    {
        _broken ??= why;
        Tell(ShareAnswer.Refused(LockRefusals.BarrierBroken(Reference, _broken)));
    }

    private void Tell(in ShareAnswer answer)
    {
        foreach (ShareCall call in _arrived)
        {
            Answers.Add(call, answer);
        }

        _arrived.Clear();
    }
}
