using PiPS.Cmdlets.Tasks;

namespace PiPS.Cmdlets.Pools;

/// <summary>No items, and nobody to tell.</summary>
internal sealed class NullPort : ITaskPort
{
    public bool TryTake(CancellationToken stop, out object? item)
    {
        item = null;
        return false;
    }

    public void Begin(object? item)
    {
    }

    public void Write(StreamKind kind, object? record)
    {
    }

    public void End(object? item, object? failure)
    {
    }
}
