using System.Collections;
using System.Management.Automation;

namespace PiPS.Cmdlets;

/// <summary>Takes names of an enumeration, as a list or with commas between: PowerShell would add up those in one text, and take numbers.</summary>
internal sealed class NamesArgumentAttribute : ArgumentTransformationAttribute
{
    private readonly Type _type;

    /// <param name="type">The enumeration.</param>
    public NamesArgumentAttribute(Type type)
    {
        _type = type;
    }

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? given = Plain(inputData);
        IEnumerable<object?> items = given is IEnumerable list and not string ? list.Cast<object?>() : [given];
        object[] values = [.. items.SelectMany(item => Values(Plain(item)))];
        Array names = Array.CreateInstance(_type, values.Length);
        values.CopyTo(names, 0);
        return names;
    }

    private static object? Plain(object? given) => given is PSObject wrapped ? wrapped.BaseObject : given;

    private IEnumerable<object> Values(object? item) => item is string text
        ? text.Split(',', StringSplitOptions.TrimEntries).Select(Value)
        : [item?.GetType() == _type ? item : throw Refused(item)];

    private object Value(string name) => Enum.GetNames(_type).Contains(name, StringComparer.OrdinalIgnoreCase)
        ? Enum.Parse(_type, name, ignoreCase: true)
        : throw Refused(name);

    private ArgumentTransformationMetadataException Refused(object? item)
        => new($"'{item}' isn't one of these names: {string.Join(", ", Enum.GetNames(_type))}.");
}
