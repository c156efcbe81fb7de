using PiPS.Engine.Sharing.Server;

namespace PiPS.Engine.Sharing.Objects;

/// <summary>A list where it lives.</summary>
/// <remarks>What moves other values than its own changes the whole; so does an index from the end, which is another once a value is added.</remarks>
internal sealed class ListResource : ObjectResource
{
    // Who adds disturbs only those who have the whole.
    private static readonly object Tail = new();

    private readonly List<ReadOnlyMemory<byte>> _values = [];

    /// <param name="reference">What it is known by.</param>
    /// <param name="answers">Where it puts answers.</param>
    /// <param name="options">Its first values: v count, bytes each; or nothing.</param>
    public ListResource(SharedReference reference, Answers answers, ShareReader options)
        : base(reference, answers)
    {
        if (!options.Rest.IsEmpty)
        {
            _values.AddRange(Several(ref options));
        }
    }

    /// <inheritdoc/>
    protected override object? PartOf(ShareCall call) => call.Verb switch
    {
        ShareVerb.BeginUpdate or ShareVerb.Set => LentPart(new(call.Content)),
        ShareVerb.Append => Tail,
        ShareVerb.Insert or ShareVerb.Pop or ShareVerb.Delete or ShareVerb.Clear or ShareVerb.Reverse => Lending.Whole,
        _ => null,
    };

    /// <inheritdoc/>
    protected override void Run(ShareCall call)
    {
        ShareReader content = new(call.Content);
        ReadOnlyMemory<byte> answer = default;

        switch (call.Verb)
        {
            case ShareVerb.Get:
                answer = _values[Index(content.Signed())];
                break;
            case ShareVerb.GetSeveral:
                answer = Several(content);
                break;
            case ShareVerb.Set:
                int index = Index(content.Signed());
                _values[index] = One(content.Rest);
                break;
            case ShareVerb.Append:
                _values.AddRange(Several(ref content));
                break;
            case ShareVerb.Insert:
                int place = Index(content.Signed(), more: 1);
                _values.Insert(place, One(content.Rest));
                break;
            case ShareVerb.Pop:
                answer = Pop(content.Signed());
                break;
            case ShareVerb.Delete:
                answer = new[] { Delete(content.Rest.Span) };
                break;
            case ShareVerb.Contains:
                answer = new ShareWriter(8).Signed(Find(content.Rest.Span)).ToArray();
                break;
            case ShareVerb.Count:
                answer = new ShareWriter(8).Number(content.Rest.IsEmpty ? _values.Count : CountOf(content.Rest)).ToArray();
                break;
            case ShareVerb.Entries:
                answer = Packed();
                break;
            case ShareVerb.Reverse:
                _values.Reverse();
                break;
            case ShareVerb.Clear:
                _values.Clear();
                break;
            default:
                throw NotAsked(call.Verb);
        }

        Answers.Add(call, ShareAnswer.With(answer));
    }

    /// <inheritdoc/>
    protected override ReadOnlyMemory<byte> Present(ShareReader content) => content.Rest.IsEmpty ? Packed() : _values[Index(content.Signed())];

    /// <inheritdoc/>
    protected override object LentPart(ShareReader key)
        => !key.Rest.IsEmpty && key.Signed() is >= 0 and long index ? index : Lending.Whole;

    /// <inheritdoc/>
    protected override void Assign(ShareReader key, ReadOnlyMemory<byte> value)
    {
        if (key.Rest.IsEmpty)
        {
            ShareReader content = new(value);
            ReadOnlyMemory<byte>[] values = Several(ref content);
            _values.Clear();
            _values.AddRange(values);
        }
        else
        {
            _values[Index(key.Signed())] = One(value);
        }
    }

    private int Index(long index, int more = 0)
    {
        long place = index < 0 ? index + _values.Count : index;
        return place >= 0 && place < _values.Count + more ? (int)place : throw ShareRefusals.SharedIndexOutOfRange(index, _values.Count);
    }

    private ReadOnlyMemory<byte> Pop(long index)
    {
        if (_values.Count == 0)
        {
            throw ShareRefusals.SharedListEmpty();
        }

        int place = Index(index);
        ReadOnlyMemory<byte> value = _values[place];
        _values.RemoveAt(place);
        return value;
    }

    private byte Delete(ReadOnlySpan<byte> value)
    {
        int place = Find(value);

        if (place < 0)
        {
            return 0;
        }

        _values.RemoveAt(place);
        return 1;
    }

    private int Find(ReadOnlySpan<byte> value)
    {
        for (int i = 0; i < _values.Count; i++)
        {
            if (_values[i].Span.SequenceEqual(value))
            {
                return i;
            }
        }

        return -1;
    }

    private int CountOf(ReadOnlyMemory<byte> value) => _values.Count(one => one.Span.SequenceEqual(value.Span));

    private byte[] Several(ShareReader content)
    {
        List<ReadOnlyMemory<byte>> found = [];

        for (int left = content.Count(); left > 0; left--)
        {
            long index = new ShareReader(content.Bytes()).Signed();
            long place = index < 0 ? index + _values.Count : index;

            if (place >= 0 && place < _values.Count)
            {
                found.Add(_values[(int)place]);
            }
        }

        return Packed(found);
    }

    private byte[] Packed() => Packed(_values);

    private static byte[] Packed(List<ReadOnlyMemory<byte>> values)
    {
        ShareWriter answer = new();
        answer.Number(values.Count);
        values.ForEach(value => answer.Bytes(value.Span));
        return answer.ToArray();
    }
}
