using PiPS.Cmdlets.Tasks;

namespace PiPS.Module.Doubles;

/// <summary>What became of an item.</summary>
public sealed class ItemResult
{
    public ItemResult(object? item)
    {
        Item = item;
    }

    public object? Item { get; }

    public List<KeyValuePair<StreamKind, object?>> Records { get; } = [];

    public object? Failure { get; set; }

    public IReadOnlyList<object?> Output => Of(StreamKind.Output);

    public IReadOnlyList<object?> Errors => Of(StreamKind.Error);

    public IReadOnlyList<object?> Of(StreamKind kind) => [.. Records.Where(r => r.Key == kind).Select(r => r.Value)];
}
