namespace PiPS.Engine.Pools.Runs;

/// <summary>What a run has to tell: in order if that is asked for, and with an item that may be run again only once it ended.</summary>
internal sealed class RunOutput
{
    /// <summary>Events that may wait for the starter.</summary>
    private const int Room = 8192;

    private const int Plenty = 256;

    /// <summary>Events beyond which nobody is let go: memory has an end.</summary>
    private const int Brim = 1 << 20;

    private readonly bool _ordered;
    private readonly bool _holdsBack;
    private readonly Dictionary<long, List<ItemEvent>> _held = [];
    private readonly Dictionary<long, bool> _ended = [];
    private readonly List<ItemEvent> _last = [];
    private List<ItemEvent> _ready = [];
    private List<ItemEvent> _spare = [];
    private int _heldCount;

    /// <param name="ordered">Whether items are told in their order.</param>
    /// <param name="holdsBack">Whether an item's events wait for its end: else a failed attempt would be told as well.</param>
    public RunOutput(bool ordered, bool holdsBack)
    {
        _ordered = ordered;
        _holdsBack = holdsBack;
    }

    /// <summary>In order, the first item that isn't told whole; else no limit.</summary>
    public long Head { get; private set; }

    /// <summary>In order, items beyond the first that isn't told whole that weren't run at all.</summary>
    public long SkippedAhead { get; private set; }

    /// <summary>Whether there is a good deal to tell: who takes it needn't wait for more.</summary>
    public bool IsPlenty => _ready.Count >= Plenty;

    /// <summary>Whether so much waits for the starter, or in order for the first item, that no input shall be added.</summary>
    public bool IsFull => _ready.Count >= Room || (_ordered && _heldCount >= Room);

    /// <summary>Whether there is nothing to tell now.</summary>
    public bool IsEmpty => _ready.Count == 0;

    /// <summary>Whether so much waits that no more may be added whatever happens.</summary>
    public bool IsBrimful => _ready.Count + _heldCount >= Brim;

    /// <summary>Whether there is nothing to tell at all, the end blocks' words included.</summary>
    public bool IsToldOut => IsEmpty && _last.Count == 0;

    /// <summary>Whether an event of this item may be added now.</summary>
    /// <param name="index">The item.</param>
    /// <param name="headWaits">Whether the first item may be waiting for a hand: then nobody may be held back.</param>
    public bool HasRoom(long index, bool headWaits)
        => _ready.Count < Room && (_heldCount < Room || headWaits || !_ordered || index <= Head);

    public void Add(WorkItem? item, WorkEvent told, RunHand place)
    {
        ItemEvent happened = new(item, told.Stream, told.Value, told.Status, TimeSpan.FromMicroseconds(told.Nanoseconds / 1000.0), place.Worker, place.Index) { Host = place.Host };

        if (item is null)
        {
            (_ordered ? _last : _ready).Add(happened);
            return;
        }

        bool now = (!_ordered || item.Index == Head) && (!_holdsBack || told.IsEnd);

        if (now && (_held.Count == 0 || !_held.ContainsKey(item.Index)))
        {
            _ready.Add(happened);
        }
        else
        {
            Hold(item.Index, happened);
        }

        if (told.IsEnd)
        {
            EndItem(item.Index, told.Status == ItemStatus.Skipped);
        }
    }

    /// <summary>Drops what a failed attempt told.</summary>
    public void Forget(long index)
    {
        if (_held.Remove(index, out List<ItemEvent>? events))
        {
            _heldCount -= events.Count;
        }
    }

    /// <summary>Takes everything that can be told now: good until the next call.</summary>
    /// <param name="ended">Whether nothing more will be added: then the end blocks' words come last.</param>
    public List<ItemEvent> TakeAll(bool ended)
    {
        if (ended)
        {
            _ready.AddRange(_last);
            _last.Clear();
        }

        // Two lists in turn: new ones would have to grow each time, and such large ones are dear.
        _spare.Clear();
        (_ready, _spare) = (_spare, _ready);
        return _spare;
    }

    private void Hold(long index, ItemEvent happened)
    {
        if (!_held.TryGetValue(index, out List<ItemEvent>? events))
        {
            _held.Add(index, events = []);
        }

        events.Add(happened);
        _heldCount++;
    }

    private void EndItem(long index, bool skipped)
    {
        if (!_ordered)
        {
            Release(index);
            return;
        }

        _ended.Add(index, skipped);
        SkippedAhead += skipped ? 1 : 0;

        while (_ended.Remove(Head, out bool wasSkipped))
        {
            SkippedAhead -= wasSkipped ? 1 : 0;
            Release(Head);
            Head++;
        }

        // The new first item may be under way: what it told so far can be told.
        if (!_holdsBack)
        {
            Release(Head);
        }
    }

    private void Release(long index)
    {
        if (_held.Remove(index, out List<ItemEvent>? events))
        {
            _heldCount -= events.Count;
            _ready.AddRange(events);
        }
    }
}
