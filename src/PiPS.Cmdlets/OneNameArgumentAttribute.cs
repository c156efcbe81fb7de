using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace PiPS.Cmdlets;

/// <summary>Takes one name of an enumeration: PowerShell would add up several, and take numbers.</summary>
/// <remarks>
/// The parameter's own type is <see cref="Enum"/>, with the enumeration's name for whoever asks for its syntax: of a parameter that is of an
/// enumeration PowerShell completes the names by itself, and asks no completer what each is for.
/// </remarks>
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

        if (isSeveral || given is null || (given is ValueType and not Enum))
        {
            throw Refused();
        }

        try
        {
            return LanguagePrimitives.ConvertTo(given, _type, CultureInfo.InvariantCulture);
        }
        catch (PSInvalidCastException)
        {
            throw Refused();
        }
    }

    private ArgumentTransformationMetadataException Refused() => new($"Give one of these names: {string.Join(", ", Enum.GetNames(_type))}.");
}
