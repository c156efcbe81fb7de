using System.Globalization;
using System.Xml.Linq;
using PiPS.HelpBuilder.Model;

namespace PiPS.HelpBuilder.Writing;

/// <summary>A parameter in the help file: as part of a syntax line, and in full.</summary>
internal static class MamlParameter
{
    public static XElement InSyntax(SyntaxParameter entry)
    {
        ParameterHelp parameter = entry.Parameter;
        XElement? value = parameter.Choices.Count > 0 ? Choices(parameter) : Value(parameter);
        return Of(parameter, entry.Use, parameter.Description, value);
    }

    public static XElement InFull(ParameterHelp parameter)
    {
        // Get-Help lists possible values with their descriptions; bare values fit on a line.
        bool bare = parameter.Choices.All(choice => choice.Description.Length == 0);
        string line = bare && parameter.Choices.Count > 0 ? $"Possible values: {Values(parameter)}." : "";

        XElement element = Of(parameter, parameter.Overall(), [.. parameter.Description, line], Value(parameter));
        element.Add(bare ? null : PossibleValues(parameter));
        return element;
    }

    private static XElement Of(ParameterHelp parameter, ParameterUse use, IEnumerable<string> description, XElement? value)
        => new(
            Maml.Command + "parameter",
            new XAttribute("required", use.Required),
            new XAttribute("variableLength", parameter.IsList),
            new XAttribute("globbing", parameter.AcceptsWildcards),
            new XAttribute("pipelineInput", use.PipelineInput),
            new XAttribute("position", use.Position?.ToString(CultureInfo.InvariantCulture) ?? "named"),
            new XAttribute("aliases", parameter.Aliases.Count > 0 ? string.Join(", ", parameter.Aliases) : "none"),
            new XElement(Maml.Text + "name", parameter.Name),
            Maml.Description(description),
            value,
            Maml.Type(parameter.TypeName),
            new XElement(Maml.Dev + "defaultValue", parameter.DefaultValue));

    // A switch is given by its name alone.
    private static XElement? Value(ParameterHelp parameter)
        => parameter.IsSwitch ? null : Value(parameter.TypeName, required: true, parameter.IsList);

    private static XElement Value(string text, bool required, bool isList)
        => new(
            Maml.Command + "parameterValue",
            new XAttribute("required", required),
            new XAttribute("variableLength", isList),
            text);

    /// <summary>Shown as <c>{One | Other}</c>.</summary>
    private static XElement Choices(ParameterHelp parameter)
        => new(
            Maml.Command + "parameterValueGroup",
            parameter.Choices.Select(choice => Value(choice.Value, required: false, isList: false)));

    private static XElement PossibleValues(ParameterHelp parameter)
        => new(
            Maml.Dev + "possibleValues",
            parameter.Choices.Select(choice => new XElement(
                Maml.Dev + "possibleValue",
                new XElement(Maml.Dev + "value", choice.Value),
                Maml.Description(choice.Description))));

    private static string Values(ParameterHelp parameter) => string.Join(", ", parameter.Choices.Select(choice => choice.Value));
}
