namespace PiPS.Engine.Pools.Runs;

/// <summary>The batches that a worker has: the one that it is on, and the next. Their items end in the order they were given.</summary>
internal sealed class BatchesInHand
{
    private readonly Queue<int> _sizes = new();
    private int _ended;

    /// <summary>Batches that aren't through.</summary>
    public int Count => _sizes.Count;

    /// <summary>Items that aren't through.</summary>
    public int Items { get; private set; }

    public void Add(int items)
    {
        _sizes.Enqueue(items);
        Items += items;
    }

    /// <summary>So many items ended.</summary>
    public void Remove(int items)
    {
        Items -= items;
        _ended += items;

        while (_sizes.TryPeek(out int first) && _ended >= first)
        {
            _ended -= _sizes.Dequeue();
        }
    }
}
