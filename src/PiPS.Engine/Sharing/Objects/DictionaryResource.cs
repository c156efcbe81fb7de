using PiPS.Engine.Sharing.Server;

namespace PiPS.Engine.Sharing.Objects;

/// <summary>A dictionary, or a namespace, where it lives.</summary>
internal sealed class DictionaryResource : ObjectResource
{
    private const byte Keys = 1;
    private const byte Values = 2;

    private readonly EntryTable _table = new();

    /// <param name="reference">What it is known by.</param>
    /// <param name="answers">Where it puts answers.</param>
    /// <param name="options">Its first entries: v count, (bytes key, bytes value)s; or nothing.</param>
    public DictionaryResource(SharedReference reference, Answers answers, ShareReader options)
        : base(reference, answers)
    {
        if (!options.Rest.IsEmpty)
        {
            SetAll(options);
        }
    }

    /// <inheritdoc/>
    protected override object? PartOf(ShareCall call) => call.Verb switch
    {
        ShareVerb.BeginUpdate => LentPart(new(call.Content)),
        ShareVerb.Set or ShareVerb.Delete or ShareVerb.TryAdd => KeyOf(new(call.Content)),
        ShareVerb.TrySet => KeyOf(new(new ShareReader(call.Content).Bytes())),
        ShareVerb.Clear or ShareVerb.Append or ShareVerb.Pop => Lending.Whole,
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
                answer = _table[KeyOf(content)];
                break;
            case ShareVerb.GetSeveral:
                answer = Several(content);
                break;
            case ShareVerb.Set:
                Assign(content);
                break;
            case ShareVerb.Delete:
                answer = _table.Remove(KeyOf(content));
                break;
            case ShareVerb.TryAdd:
                answer = TryAdd(content);
                break;
            case ShareVerb.TrySet:
                answer = TrySet(content);
                break;
            case ShareVerb.Contains:
                answer = new byte[] { _table.TryGet(KeyOf(content), out _) ? (byte)1 : (byte)0 };
                break;
            case ShareVerb.Count:
                answer = new ShareWriter(8).Number(_table.Count).ToArray();
                break;
            case ShareVerb.Entries:
                answer = Packed(content.Byte());
                break;
            case ShareVerb.Append:
                SetAll(content);
                break;
            case ShareVerb.Pop:
                answer = Pop();
                break;
            case ShareVerb.Clear:
                _table.Clear();
                break;
            default:
                throw NotAsked(call.Verb);
        }

        Answers.Add(call, ShareAnswer.With(answer));
    }

    /// <inheritdoc/>
    protected override ReadOnlyMemory<byte> Present(ShareReader content)
        => content.Rest.IsEmpty ? Packed(Keys | Values) : _table[KeyOf(content)];

    /// <inheritdoc/>
    protected override object LentPart(ShareReader key) => key.Rest.IsEmpty ? Lending.Whole : KeyOf(key);

    /// <inheritdoc/>
    protected override void Assign(ShareReader key, ReadOnlyMemory<byte> value)
    {
        if (key.Rest.IsEmpty)
        {
            ShareReader entries = new(value);
            _table.Clear();
            SetAll(entries);
        }
        else
        {
            ReadOnlyMemory<byte> bytes = key.Key(out object identity);
            _table.Set(identity, bytes, One(value));
        }
    }

    private static object KeyOf(ShareReader content)
    {
        content.Key(out object identity);
        return identity;
    }

    private void Assign(ShareReader content)
    {
        ReadOnlyMemory<byte> key = content.Key(out object identity);
        _table.Set(identity, key, One(content.Rest));
    }

    private ReadOnlyMemory<byte> TryAdd(ShareReader content)
    {
        ReadOnlyMemory<byte> key = content.Key(out object identity);
        ReadOnlyMemory<byte> present = _table[identity];

        if (present.IsEmpty)
        {
            _table.Set(identity, key, One(content.Rest));
        }

        return present;
    }

    private byte[] TrySet(ShareReader content)
    {
        object identity = KeyOf(new(content.Bytes()));
        ReadOnlyMemory<byte> expected = content.Bytes();

        if (!_table.TryGet(identity, out StoredEntry? entry) || !entry.Value.Span.SequenceEqual(expected.Span))
        {
            return [0];
        }

        entry.Value = One(content.Rest);
        return [1];
    }

    private byte[] Several(ShareReader content)
    {
        int count = content.Count();
        ShareWriter answer = new();
        answer.Number(count);

        for (int i = 0; i < count; i++)
        {
            answer.Bytes(_table[KeyOf(new(content.Bytes()))].Span);
        }

        return answer.ToArray();
    }

    private void SetAll(ShareReader content)
    {
        for (int left = content.Count(); left > 0; left--)
        {
            ShareReader key = new(content.Bytes());
            ReadOnlyMemory<byte> bytes = key.Key(out object identity);
            _table.Set(identity, bytes, One(content.Bytes()).ToArray());
        }
    }

    private byte[] Pop()
    {
        if (_table.Last is not StoredEntry last)
        {
            return [];
        }

        _table.Remove(last.Identity);
        return new ShareWriter().Bytes(last.Key).Bytes(last.Value.Span).ToArray();
    }

    private byte[] Packed(int what)
    {
        ShareWriter answer = new();
        answer.Number(_table.Count);

        foreach (StoredEntry entry in _table.All)
        {
            if ((what & Keys) != 0)
            {
                answer.Bytes(entry.Key);
            }

            if ((what & Values) != 0)
            {
                answer.Bytes(entry.Value.Span);
            }
        }

        return answer.ToArray();
    }
}
