using PiPS.Engine.Pools.Logging;

namespace PiPS.Engine.Pools.Runs;

/// <summary>The input of a run: what waits, what is to be run again, and how much travels together.</summary>
internal sealed class RunInput
{
    private readonly Queue<WorkItem> _waiting = new();
    private readonly LinkedList<WorkItem> _again = new();
    private readonly BatchSizer _sizer;
    private long _next;
    private int _underway;

    /// <param name="batchSize">Items of a batch; 0 to have it chosen.</param>
    /// <param name="isCareful">Whether no more is to be in hand than needed.</param>
    public RunInput(int batchSize, bool isCareful)
    {
        _sizer = new(batchSize, isCareful);
    }

    /// <summary>Whether no more input comes.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Whether nothing further is begun.</summary>
    public bool IsHalted { get; private set; }

    /// <summary>Whether an item could be begun now.</summary>
    public bool HasWork => _waiting.Count + _again.Count > 0;

    /// <summary>Whether there is a whole batch, or all there will be.</summary>
    public bool HasBatch => _again.Count > 0 || _waiting.Count >= _sizer.Size || (IsComplete && HasWork);

    /// <summary>Whether somebody who waits for work should look: something has come, or a batch is whole.</summary>
    public bool IsWorthALook => _waiting.Count == 1 || _waiting.Count == _sizer.Size;

    /// <summary>Batches that a worker has in hand.</summary>
    public int Depth => _sizer.Depth;

    /// <summary>Whether an item waits to be begun again.</summary>
    public bool HasRetries => _again.Count > 0;

    /// <summary>Whether no item is left, neither waiting nor under way.</summary>
    public bool IsExhausted => IsComplete && !HasWork && _underway == 0;

    /// <summary>Whether more input may be read: what each hand takes in hand, and in order not far ahead of the first that isn't done.</summary>
    public bool HasRoom(long head, int hands)
    {
        int room = Room(hands);
        return !IsHalted && _waiting.Count < room && _next - head < 4L * room;
    }

    /// <summary>Whether hands may soon have to wait for input: they have taken half of what there was room for.</summary>
    public bool IsLow(int hands) => !IsComplete && _waiting.Count + _again.Count <= Room(hands) / 2;

    /// <summary>Numbers an input.</summary>
    public WorkItem Number(object? input, byte[]? encoded, in ItemChoice choice)
        => new(_next++, input) { Encoded = encoded, Key = choice.Item, Text = choice.Text };

    public void Add(WorkItem item) => _waiting.Enqueue(item);

    public void Complete() => IsComplete = true;

    public void Learn(int items, long nanoseconds) => _sizer.Learn(items, nanoseconds);

    /// <summary>Takes a batch, fairly: the last items are spread over the hands.</summary>
    public WorkItem[] Take(int hands, int most)
    {
        int available = _waiting.Count + _again.Count;
        int fair = IsComplete ? (available + hands - 1) / hands : available;
        WorkItem[] batch = new WorkItem[Math.Min(Math.Min(available, most), Math.Min(_sizer.Size, Math.Max(1, fair)))];

        for (int i = 0; i < batch.Length; i++)
        {
            batch[i] = Next();
            batch[i].Attempt++;
        }

        _underway += batch.Length;
        return batch;
    }

    /// <summary>An item ended.</summary>
    public void Ended() => _underway--;

    /// <summary>An item is to be begun again, before new ones.</summary>
    public void Retry(WorkItem item)
    {
        _underway--;
        item.LastError = null;
        _again.AddLast(item);
    }

    /// <summary>An item was dealt but not begun: that was no attempt.</summary>
    public void PutBack(WorkItem item)
    {
        _underway--;
        item.Attempt--;
        _again.AddFirst(item);
    }

    /// <summary>Begins nothing further.</summary>
    /// <returns>What was waiting.</returns>
    public IReadOnlyList<WorkItem> Halt()
    {
        IsHalted = true;
        IsComplete = true;
        List<WorkItem> skipped = [.. _again, .. _waiting];
        _again.Clear();
        _waiting.Clear();
        return skipped;
    }

    private int Room(int hands) => Math.Max(2, _sizer.Depth) * hands * _sizer.Size;

    private WorkItem Next()
    {
        if (_again.First is LinkedListNode<WorkItem> first)
        {
            _again.RemoveFirst();
            return first.Value;
        }

        return _waiting.Dequeue();
    }
}
