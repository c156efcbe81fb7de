using PiPS.Engine.Pools.Runs;

namespace PiPS.Module.Doubles;

/// <summary>What became of an item.</summary>
public sealed class ItemResult
{
    public ItemResult(object? item)
    {
        Input = item;
    }

    public object? Input { get; }

    public List<KeyValuePair<StreamKind, object?>> Records { get; } = [];

    public object? Failure { get; set; }

    public object?[] Output => Of(StreamKind.Output);

    public object?[] Errors => Of(StreamKind.Error);

    public object?[] Of(StreamKind kind) => [.. Records.Where(r => r.Key == kind).Select(r => r.Value)];
}
