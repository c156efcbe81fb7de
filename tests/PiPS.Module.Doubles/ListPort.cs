using System.Diagnostics.CodeAnalysis;
using PiPS.Cmdlets.Tasks;
using PiPS.Engine.Pools.Runs;

namespace PiPS.Module.Doubles;

/// <summary>A port over a list: gives its items, and keeps what comes back.</summary>
public sealed class ListPort : ITaskPort
{
    private readonly Queue<object?> _items;
    private readonly bool _waits;
    private ItemResult? _current;

    /// <param name="items">The items.</param>
    /// <param name="waits">Whether to wait for ever after the last, as a worker without work does.</param>
    public ListPort(object?[] items, bool waits)
    {
        _items = new(items);
        _waits = waits;
    }

    /// <summary>What became of each item, in the order of their ends.</summary>
    public List<ItemResult> Results { get; } = [];

    /// <summary>What was written outside of any item.</summary>
    public List<object?> Strays { get; } = [];

    /// <summary>Set when an item is begun.</summary>
    public ManualResetEventSlim Begun { get; } = new();

    /// <summary>Items not taken.</summary>
    public int Left => _items.Count;

    [SuppressMessage("Design", "CA1068:CancellationToken parameters must come last", Justification = "Out parameters do.")]
    public bool TryTake(CancellationToken stop, out object? item)
    {
        if (_items.TryDequeue(out item))
        {
            return true;
        }

        if (_waits)
        {
            Begun.Set();
            stop.WaitHandle.WaitOne();
            stop.ThrowIfCancellationRequested();
        }

        return false;
    }

    public void Begin(object? item)
    {
        if (_current is not null)
        {
            throw new InvalidOperationException("The item before wasn't ended.");
        }

        _current = new(item);
        Begun.Set();
    }

    public void Write(StreamKind kind, object? record)
    {
        if (_current is ItemResult current)
        {
            current.Records.Add(new(kind, record));
        }
        else
        {
            Strays.Add(record);
        }
    }

    public void End(object? item, object? failure)
    {
        if (_current is null || !ReferenceEquals(_current.Input, item))
        {
            throw new InvalidOperationException("It isn't the item that was begun.");
        }

        _current.Failure = failure;
        Results.Add(_current);
        _current = null;
    }
}
