using PiPS.Engine.Sharing.Server;

namespace PiPS.Engine.Sharing.Locks;

/// <summary>A condition where it lives: a recursive lock whose holders wait, without it, until they are notified.</summary>
/// <remarks>
/// Who is notified, or gives up, then asks for the lock like anybody: so a notification is decided under the server's lock alone,
/// and one that comes as its waiter gives up either goes to it in time or to the next.
/// </remarks>
internal sealed class ConditionResource : MutexResource
{
    private readonly CallLine _sleepers = new();
    private readonly Dictionary<ShareCall, long> _depths = [];

    /// <param name="reference">What it is known by.</param>
    /// <param name="answers">Where it puts answers.</param>
    public ConditionResource(SharedReference reference, Answers answers)
        : base(reference, answers, isRecursive: true)
    {
    }

    /// <inheritdoc/>
    protected override int Sleeping => _sleepers.Count;

    /// <inheritdoc/>
    public override void Serve(ShareCall call)
    {
        switch (call.Verb)
        {
            case ShareVerb.Wait:
                _depths[call] = HeldBy(call).Depth;
                _sleepers.Add(call);
                Free();
                break;
            case ShareVerb.Notify:
                HeldBy(call);
                Notify(new ShareReader(call.Content).Number());
                Answers.Add(call, ShareAnswer.Done);
                break;
            default:
                base.Serve(call);
                break;
        }
    }

    /// <inheritdoc/>
    public override void Abandon(ShareCall call)
    {
        if (_sleepers.Remove(call))
        {
            Wake(call, ShareStatus.Cancelled);
            return;
        }

        base.Abandon(call);
    }

    /// <inheritdoc/>
    public override void Remove()
    {
        _depths.Clear();
        _sleepers.AnswerAll(Answers, ShareAnswer.Refused(ShareRefusals.SharedObjectRemoved()));
        base.Remove();
    }

    private void Notify(long most)
    {
        for (long left = most; left > 0 && _sleepers.Take() is ShareCall call; left--)
        {
            Wake(call, ShareStatus.Done);
        }
    }

    private void Wake(ShareCall call, ShareStatus status)
    {
        _depths.Remove(call, out long depth);
        Answers.Add(call, new(status, new ShareWriter(16).Number(depth).ToArray()));
    }
}
