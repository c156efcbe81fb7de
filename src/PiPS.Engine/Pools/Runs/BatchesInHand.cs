namespace PiPS.Engine.Pools.Runs;

/// <summary>The batches that a worker has: the one that it is on, and the next. Their items end in the order they were given.</summary>
internal sealed class BatchesInHand
{
    // The items of each that aren't through.
    private readonly LinkedList<int> _left = new();

    /// <summary>Batches that aren't through.</summary>
    public int Count => _left.Count;

    /// <summary>Items that aren't through.</summary>
    public int Items { get; private set; }

    public void Add(int items)
    {
        _left.AddLast(items);
        Items += items;
    }

    /// <summary>So many items ended.</summary>
    public void Remove(int items)
    {
        Items -= items;

        while (items > 0 && _left.First is LinkedListNode<int> first)
        {
            items -= Reduce(first, items);
        }
    }

    /// <summary>So many, the last ones, were given back.</summary>
    public void TakeBack(int items)
    {
        Items -= items;

        while (items > 0 && _left.Last is LinkedListNode<int> last)
        {
            items -= Reduce(last, items);
        }
    }

    private int Reduce(LinkedListNode<int> batch, int items)
    {
        int gone = Math.Min(batch.Value, items);
        batch.Value -= gone;

        if (batch.Value == 0)
        {
            _left.Remove(batch);
        }

        return gone;
    }
}
