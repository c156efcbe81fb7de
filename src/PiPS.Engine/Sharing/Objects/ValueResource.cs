using PiPS.Engine.Sharing.Server;

namespace PiPS.Engine.Sharing.Objects;

/// <summary>One value, where it lives.</summary>
internal sealed class ValueResource : ObjectResource
{
    private ReadOnlyMemory<byte> _value;

    /// <param name="reference">What it is known by.</param>
    /// <param name="answers">Where it puts answers.</param>
    /// <param name="options">Its first value.</param>
    public ValueResource(SharedReference reference, Answers answers, ShareReader options)
        : base(reference, answers)
    {
        _value = One(options.Rest);
    }

    /// <inheritdoc/>
    protected override object? PartOf(ShareCall call)
        => call.Verb is ShareVerb.BeginUpdate or ShareVerb.Set or ShareVerb.TrySet or ShareVerb.Exchange ? Lending.Whole : null;

    /// <inheritdoc/>
    protected override void Run(ShareCall call)
    {
        ReadOnlyMemory<byte> answer = default;

        switch (call.Verb)
        {
            case ShareVerb.Get:
                answer = _value;
                break;
            case ShareVerb.Set:
                _value = One(call.Content);
                break;
            case ShareVerb.Exchange:
                answer = _value;
                _value = One(call.Content);
                break;
            case ShareVerb.TrySet:
                answer = TrySet(new(call.Content));
                break;
            default:
                throw NotAsked(call.Verb);
        }

        Answers.Add(call, ShareAnswer.With(answer));
    }

    /// <inheritdoc/>
    protected override ReadOnlyMemory<byte> Present(ShareReader content) => _value;

    /// <inheritdoc/>
    protected override object LentPart(ShareReader key) => Lending.Whole;

    /// <inheritdoc/>
    protected override void Assign(ShareReader key, ReadOnlyMemory<byte> value) => _value = One(value);

    private byte[] TrySet(ShareReader content)
    {
        content.Bytes();

        if (!_value.Span.SequenceEqual(content.Bytes().Span))
        {
            return [0];
        }

        _value = One(content.Rest);
        return [1];
    }
}
