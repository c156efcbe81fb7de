using System.Management.Automation;
using System.Xml.Linq;
using PiPS.HelpBuilder.Model;

namespace PiPS.HelpBuilder.Reading;

/// <summary>Reads what a cmdlet says it emits.</summary>
/// <remarks>
/// A type is described by its summary. The cmdlet's <c>returns</c> stands in for a type that has none here, as int or
/// PSObject, and is preferred where there is one type only.
/// </remarks>
internal sealed class OutputReader
{
    private readonly DocumentationFiles _documentation;
    private readonly DocumentationText _text;

    public OutputReader(DocumentationFiles documentation, DocumentationText text)
    {
        _documentation = documentation;
        _text = text;
    }

    public IReadOnlyList<ValueHelp> Read(Type cmdlet, XElement? comment)
    {
        List<object> declared = [.. cmdlet.All<OutputTypeAttribute>()
            .SelectMany(output => output.Positional()).OfType<object>().Distinct()];
        string returns = _text.Line(comment?.Element("returns"));
        return [.. declared.Select(type => Read(type, returns, isOnly: declared.Count == 1))];
    }

    private ValueHelp Read(object declared, string returns, bool isOnly)
    {
        if (declared is not Type type)
        {
            return new ValueHelp((string)declared, returns);
        }

        if (type == typeof(void))
        {
            return ValueHelp.Nothing;
        }

        string summary = _text.Line(_documentation.Find(TypeNames.Element(type))?.Element("summary"));
        return new ValueHelp(TypeNames.Full(type), returns.Length > 0 && (isOnly || summary.Length == 0) ? returns : summary);
    }
}
