using System.Diagnostics.CodeAnalysis;

namespace PiPS.Engine.Sharing.Objects;

/// <summary>Keys and values in the order in which the keys came; all but to list them takes the same time, however many there are.</summary>
internal sealed class EntryTable
{
    private readonly LinkedList<StoredEntry> _order = new();
    private readonly Dictionary<object, LinkedListNode<StoredEntry>> _entries = new(KeyComparer.Instance);

    public int Count => _entries.Count;

    public IEnumerable<StoredEntry> All => _order;

    public StoredEntry? Last => _order.Last?.Value;

    /// <summary>The value of a key, or nothing.</summary>
    public ReadOnlyMemory<byte> this[object identity] => TryGet(identity, out StoredEntry? entry) ? entry.Value : default;

    public bool TryGet(object identity, [NotNullWhen(true)] out StoredEntry? entry)
    {
        entry = _entries.TryGetValue(identity, out LinkedListNode<StoredEntry>? node) ? node.Value : null;
        return entry is not null;
    }

    public void Set(object identity, ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value)
    {
        if (TryGet(identity, out StoredEntry? entry))
        {
            entry.Value = value;
        }
        else
        {
            _entries.Add(identity, _order.AddLast(new StoredEntry(identity, key.ToArray(), value)));
        }
    }

    /// <returns>The value that it had, or nothing.</returns>
    public ReadOnlyMemory<byte> Remove(object identity)
    {
        if (!_entries.Remove(identity, out LinkedListNode<StoredEntry>? node))
        {
            return default;
        }

        _order.Remove(node);
        return node.Value.Value;
    }

    public void Clear()
    {
        _entries.Clear();
        _order.Clear();
    }
}
