using System.Runtime.InteropServices;

namespace PiPS.Engine.Pools.Logging;

/// <summary>What is known of items: the log's last word on each, and how many that are alike came so far.</summary>
/// <remarks>Takes 36 bytes for each item that is unlike the others, where the capacity was known.</remarks>
internal sealed class ItemHistory
{
    private readonly Dictionary<ContentKey, Entry> _items;

    // Second and further ones of items that are alike are rare.
    private readonly Dictionary<ItemKey, LoggedState> _further = [];

    /// <param name="capacity">Items that there may be.</param>
    public ItemHistory(int capacity)
    {
        _items = new(capacity);
    }

    /// <summary>A line of the log: later ones replace earlier ones.</summary>
    public void Note(ItemKey item, LoggedState state)
    {
        if (item.Occurrence > 1)
        {
            _further[item] = state;
            return;
        }

        CollectionsMarshal.GetValueRefOrAddDefault(_items, item.Content, out _).Logged = state;
    }

    /// <summary>An item of the input: which of those that are alike it is, and what the log says of it.</summary>
    public (ItemKey Item, LoggedState State) Meet(ContentKey content)
    {
        ref Entry entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_items, content, out _);
        ItemKey item = new(content, ++entry.Met);
        return (item, item.Occurrence == 1 ? entry.Logged : _further.GetValueOrDefault(item));
    }

    /// <summary>Gives back room that turned out not to be needed.</summary>
    public void Trim()
    {
        if (_items.Capacity / 2 > _items.Count)
        {
            _items.TrimExcess();
        }
    }

    private struct Entry
    {
        public int Met;
        public LoggedState Logged;
    }
}
