using PiPS.Engine.Sharing.Server;

namespace PiPS.Engine.Sharing.Locks;

/// <summary>An event where it lives: set or not.</summary>
internal sealed class EventResource : SharedResource
{
    private readonly CallLine _line = new();
    private bool _isSet;

    /// <param name="reference">What it is known by.</param>
    /// <param name="answers">Where it puts answers.</param>
    public EventResource(SharedReference reference, Answers answers)
        : base(reference, answers)
    {
    }

    /// <inheritdoc/>
    public override void Serve(ShareCall call)
    {
        switch (call.Verb)
        {
            case ShareVerb.Wait when !_isSet:
                _line.Add(call);
                return;
            case ShareVerb.Wait:
                break;
            case ShareVerb.Notify:
                _isSet = true;
                _line.AnswerAll(Answers, ShareAnswer.Done);
                break;
            case ShareVerb.Reset:
                _isSet = false;
                break;
            case ShareVerb.Describe:
                Answers.Add(call, ShareAnswer.With(new ShareWriter(16).Byte(_isSet ? (byte)1 : (byte)0).Number(_line.Count).ToArray()));
                return;
            default:
                throw NotAsked(call.Verb);
        }

        Answers.Add(call, ShareAnswer.Done);
    }

    /// <inheritdoc/>
    public override void Abandon(ShareCall call) => _line.Remove(call);

    /// <inheritdoc/>
    public override void Remove() => _line.AnswerAll(Answers, ShareAnswer.Refused(ShareRefusals.SharedObjectRemoved()));
}
