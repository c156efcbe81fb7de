using PiPS.Engine.Values;

namespace PiPS.Engine.Tests.Values;

/// <summary>What stands for PowerShell's objects: named values, perhaps tied to a plain one.</summary>
internal sealed class Bag
{
    public object? Core { get; init; }

    public IReadOnlyList<string> TypeNames { get; init; } = [];

    public List<Field> Fields { get; init; } = [];
}
