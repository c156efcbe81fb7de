namespace PiPS.Engine.Sharing.Objects;

/// <summary>Which parts of a shared object are lent for an update, and who waits for them: first come, first served.</summary>
/// <remarks>
/// A part is a key, an index, or <see cref="Whole"/>, which conflicts with every part. Who has something doesn't wait behind
/// those who wait for it, or both would wait for ever.
/// </remarks>
internal sealed class Lending
{
    private readonly Dictionary<object, Lend> _lent = new(KeyComparer.Instance);
    private readonly LinkedList<(ShareCall Call, object Part)> _waiting = new();

    /// <summary>All parts.</summary>
    public static object Whole { get; } = new();

    /// <summary>Whether nothing is lent, so nobody waits.</summary>
    public bool IsIdle => _lent.Count == 0 && _waiting.Count == 0;

    /// <summary>Whether a request may change a part now.</summary>
    public bool MayGo(ShareCall call, object part) => IsIdle || (!IsLentToOthers(call, part) && (HasAny(call) || !IsWaitedFor(part)));

    /// <summary>Whether the asker has a part, or some of it.</summary>
    public bool Has(ShareCall call, object part)
        => _lent.Any(pair => pair.Value.IsOf(call) && Conflict(pair.Key, part));

    /// <summary>Whether who asks would wait for one who, in the end, waits for it.</summary>
    public bool WouldNeverEnd(ShareCall call, object part) => HasAny(call) && WaitsFor(call, part, call, []);

    public void Add(ShareCall call, object part) => _lent[part] = new(call.Seat, call.Owner);

    /// <summary>Takes back what was lent.</summary>
    /// <returns>Whether the asker had it.</returns>
    public bool TryEnd(ShareCall call, object part)
        => _lent.TryGetValue(part, out Lend lend) && lend.IsOf(call) && _lent.Remove(part);

    /// <summary>Takes back all that a seat has.</summary>
    public void EndAll(Seat seat)
    {
        foreach ((object part, Lend lend) in _lent.ToArray())
        {
            if (ReferenceEquals(lend.Seat, seat))
            {
                _lent.Remove(part);
            }
        }
    }

    /// <summary>Whether a seat has anything.</summary>
    public bool HasAny(Seat seat) => _lent.Values.Any(lend => ReferenceEquals(lend.Seat, seat));

    public void Wait(ShareCall call, object part) => _waiting.AddLast((call, part));

    /// <summary>A request waits no more.</summary>
    public void Forget(ShareCall call)
    {
        for (LinkedListNode<(ShareCall Call, object Part)>? node = _waiting.First; node is not null; node = node.Next)
        {
            if (ReferenceEquals(node.Value.Call, call))
            {
                _waiting.Remove(node);
                return;
            }
        }
    }

    /// <summary>Takes out one that may go now, the first of them.</summary>
    public bool TryNext(out ShareCall call, out object part)
    {
        HashSet<object> before = new(KeyComparer.Instance);

        for (LinkedListNode<(ShareCall Call, object Part)>? node = _waiting.First; node is not null; node = node.Next)
        {
            (call, part) = node.Value;
            bool isBehind = part == Whole ? before.Count > 0 : before.Contains(part) || before.Contains(Whole);

            if (!IsLentToOthers(call, part) && (!isBehind || HasAny(call)))
            {
                _waiting.Remove(node);
                return true;
            }

            before.Add(part);
        }

        (call, part) = (null!, null!);
        return false;
    }

    /// <summary>All who wait, who then do no more.</summary>
    public IReadOnlyList<ShareCall> TakeAll()
    {
        List<ShareCall> all = _waiting.Select(one => one.Call).ToList();
        _waiting.Clear();
        _lent.Clear();
        return all;
    }

    private static bool Conflict(object part, object other)
        => ReferenceEquals(part, Whole) || ReferenceEquals(other, Whole) || KeyComparer.Instance.Equals(part, other);

    private bool IsLentToOthers(ShareCall call, object part) => ReferenceEquals(part, Whole)
        ? _lent.Values.Any(lend => !lend.IsOf(call))
        : (_lent.TryGetValue(part, out Lend same) && !same.IsOf(call)) || (_lent.TryGetValue(Whole, out Lend all) && !all.IsOf(call));

    private bool IsWaitedFor(object part) => _waiting.Any(one => Conflict(one.Part, part));

    private bool HasAny(ShareCall call) => _lent.Values.Any(lend => lend.IsOf(call));

    private bool WaitsFor(ShareCall call, object part, ShareCall end, HashSet<ShareCall> seen)
    {
        foreach ((object lentPart, Lend lend) in _lent)
        {
            if (!Conflict(lentPart, part) || lend.IsOf(call))
            {
                continue;
            }

            if (lend.IsOf(end))
            {
                return true;
            }

            foreach ((ShareCall other, object wanted) in _waiting)
            {
                if (lend.IsOf(other) && seen.Add(other) && WaitsFor(other, wanted, end, seen))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
