using System.Xml.Linq;

namespace PiPS.HelpBuilder.Writing;

/// <summary>The namespaces of PowerShell's help files, and paragraphs in them.</summary>
internal static class Maml
{
    public static readonly XNamespace Root = "http://msh";
    public static readonly XNamespace Text = "http://schemas.microsoft.com/maml/2004/10";
    public static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    public static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    public static XElement Description(params IEnumerable<string> paragraphs)
        => new(Text + "description", Paragraphs(paragraphs));

    public static IEnumerable<XElement> Paragraphs(IEnumerable<string> paragraphs)
        => paragraphs.Where(paragraph => paragraph.Length > 0).Select(paragraph => new XElement(Text + "para", paragraph));

    public static XElement Type(string name) => new(Dev + "type", new XElement(Text + "name", name), new XElement(Text + "uri"));
}
