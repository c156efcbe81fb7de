using System.Diagnostics.CodeAnalysis;
using PiPS.Cmdlets.Tasks;
using PiPS.Engine.Pools.Runs;

namespace PiPS.Module.Doubles;

/// <summary>A port for measuring: integers from 1, handed out in batches, their outputs kept a batch long.</summary>
public sealed class BatchPort : ITaskPort
{
    private readonly int _count;
    private readonly int _batchSize;
    private object?[] _batch = [];
    private int _next;
    private int _made;
    private List<object?> _outputs = [];

    public BatchPort(int count, int batchSize)
    {
        _count = count;
        _batchSize = batchSize;
    }

    /// <summary>Outputs so far.</summary>
    public long Written { get; private set; }

    /// <summary>Items ended.</summary>
    public long Ended { get; private set; }

    [SuppressMessage("Design", "CA1068:CancellationToken parameters must come last", Justification = "Out parameters do.")]
    public bool TryTake(CancellationToken stop, out object? item)
    {
        if (_next == _batch.Length && !NextBatch())
        {
            item = null;
            return false;
        }

        item = _batch[_next++];
        return true;
    }

    public void Begin(object? item)
    {
    }

    public void Write(StreamKind kind, object? record)
    {
        Written++;
        _outputs.Add(record);
    }

    public void End(object? item, object? failure) => Ended++;

    private bool NextBatch()
    {
        int size = Math.Min(_batchSize, _count - _made);
        _batch = [.. Enumerable.Range(_made + 1, size).Cast<object?>()];
        _outputs = new(size);
        _made += size;
        _next = 0;
        return size > 0;
    }
}
