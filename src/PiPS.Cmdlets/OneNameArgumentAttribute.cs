using System.Collections;
using System.Management.Automation;

namespace PiPS.Cmdlets;

/// <summary>Takes one name of an enumeration: PowerShell would add up several, and take numbers.</summary>
internal sealed class OneNameArgumentAttribute : ArgumentTransformationAttribute
{
    private readonly Type _type;

    /// <param name="type">The enumeration.</param>
    public OneNameArgumentAttribute(Type type)
    {
        _type = type;
    }

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? given = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        bool isSeveral = given is string text ? text.Contains(',', StringComparison.Ordinal) : given is IEnumerable;

        return isSeveral || given is ValueType and not Enum
            ? throw new ArgumentTransformationMetadataException($"Give one of these names: {string.Join(", ", Enum.GetNames(_type))}.")
            : inputData!;
    }
}
