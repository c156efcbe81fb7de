using System.Management.Automation;
using System.Reflection;
using System.Xml.Linq;
using PiPS.HelpBuilder.Model;

namespace PiPS.HelpBuilder.Reading;

/// <summary>Reads the parameters of a cmdlet, with those of its base classes.</summary>
internal sealed class ParameterReader
{
    private readonly DocumentationFiles _documentation;
    private readonly DocumentationText _text;

    public ParameterReader(DocumentationFiles documentation, DocumentationText text)
    {
        _documentation = documentation;
        _text = text;
    }

    /// <summary>The cmdlet's own in the order of their declaration, then those of its bases, then what PowerShell adds.</summary>
    public IReadOnlyList<ParameterHelp> Read(Type cmdlet)
    {
        IEnumerable<ParameterHelp> declared = Lineage(cmdlet)
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .DistinctBy(property => property.Name)
            .Where(IsShown)
            .Select(Read);

        bool mayConfirm = cmdlet.One<CmdletAttribute>()!.Named<bool>(nameof(CmdletAttribute.SupportsShouldProcess));
        return [.. declared, .. mayConfirm ? ShouldProcessParameters.All : []];
    }

    private static IEnumerable<Type> Lineage(Type cmdlet)
    {
        for (Type? type = cmdlet; type is not null; type = type.BaseType)
        {
            yield return type;
        }
    }

    private static bool IsShown(PropertyInfo property)
    {
        List<CustomAttributeData> uses = [.. property.All<ParameterAttribute>()];
        return uses.Count > 0 && !uses.Any(use => use.Named<bool>(nameof(ParameterAttribute.DontShow)));
    }

    private ParameterHelp Read(PropertyInfo property)
    {
        XElement? comment = _documentation.Find(property);
        bool isSwitch = property.PropertyType == typeof(SwitchParameter);
        string value = _text.Line(comment?.Element("value"));
        string summary = Lead.Off(_text.Line(comment?.Element("summary")), "-" + property.Name);

        return new ParameterHelp
        {
            Name = property.Name,
            TypeName = TypeNames.Short(TypeOf(property)),
            FullTypeName = TypeNames.Full(TypeOf(property)),
            Description = [.. new[] { summary }.Where(s => s.Length > 0), .. _text.Paragraphs(comment?.Element("remarks"))],
            DefaultValue = value.Length > 0 ? value : isSwitch ? "False" : "None",
            Aliases = [.. property.All<AliasAttribute>().SelectMany(alias => alias.Positional()).Cast<string>()],
            Choices = Choices(property),
            Uses = [.. property.All<ParameterAttribute>().Select(Use)],
            IsSwitch = isSwitch,
            IsList = TypeOf(property).IsArray,
            AcceptsWildcards = property.One<SupportsWildcardsAttribute>() is not null,
        };
    }

    // An attribute that takes an enumeration's names says which; the property itself is anything then, or PowerShell would complete the names itself.
    private static Type TypeOf(PropertyInfo property) => property.CustomAttributes
        .Select(attribute => (attribute.AttributeType.Name, Type: attribute.ConstructorArguments is [{ Value: Type type }] ? type : null))
        .Select(attribute => attribute.Name switch
        {
            "OneNameArgumentAttribute" => attribute.Type,
            "NamesArgumentAttribute" => attribute.Type?.MakeArrayType(),
            _ => null,
        })
        .FirstOrDefault(type => type is not null) ?? property.PropertyType;

    private List<ChoiceHelp> Choices(PropertyInfo property)
    {
        Type element = TypeNames.Element(TypeOf(property));
        return property.One<ValidateSetAttribute>() is CustomAttributeData set
            ? [.. set.Positional().OfType<string>().Select(value => new ChoiceHelp(value, ""))]
            : element.IsEnum ? [.. element.GetFields(BindingFlags.Public | BindingFlags.Static).Select(Choice)] : [];
    }

    private ChoiceHelp Choice(FieldInfo field) => new(field.Name, _text.Line(_documentation.Find(field)?.Element("summary")));

    private static ParameterUse Use(CustomAttributeData parameter) => new()
    {
        Set = parameter.Named<string>(nameof(ParameterAttribute.ParameterSetName)) is string set
            && set != ParameterAttribute.AllParameterSets ? set : null,
        Required = parameter.Named<bool>(nameof(ParameterAttribute.Mandatory)),
        Position = parameter.Named<int?>(nameof(ParameterAttribute.Position)),
        ByValue = parameter.Named<bool>(nameof(ParameterAttribute.ValueFromPipeline)),
        ByPropertyName = parameter.Named<bool>(nameof(ParameterAttribute.ValueFromPipelineByPropertyName)),
    };
}
