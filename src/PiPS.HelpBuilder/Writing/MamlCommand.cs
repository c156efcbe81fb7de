using System.Xml.Linq;
using PiPS.HelpBuilder.Model;

namespace PiPS.HelpBuilder.Writing;

/// <summary>One cmdlet in the help file. PowerShell finds elements by name, but the schema has an order, which is kept.</summary>
internal static class MamlCommand
{
    public static XElement Of(CommandHelp command)
        => new(
            Maml.Command + "command",
            new XAttribute(XNamespace.Xmlns + "maml", Maml.Text),
            new XAttribute(XNamespace.Xmlns + "command", Maml.Command),
            new XAttribute(XNamespace.Xmlns + "dev", Maml.Dev),
            new XElement(
                Maml.Command + "details",
                new XElement(Maml.Command + "name", command.Name),
                new XElement(Maml.Command + "verb", command.Verb),
                new XElement(Maml.Command + "noun", command.Noun),
                Maml.Description(command.Synopsis)),
            Maml.Description(command.Description),
            new XElement(Maml.Command + "syntax", command.Syntax.Select(syntax => Syntax(command.Name, syntax))),
            new XElement(Maml.Command + "parameters", command.Parameters.Select(MamlParameter.InFull)),
            new XElement(Maml.Command + "inputTypes", command.Inputs.Select(input => Value("inputType", input))),
            new XElement(Maml.Command + "returnValues", command.Outputs.Select(output => Value("returnValue", output))),
            new XElement(Maml.Text + "alertSet", new XElement(Maml.Text + "alert", Maml.Paragraphs(command.Notes))),
            new XElement(Maml.Command + "examples", command.Examples.Select(MamlExample.Of)),
            new XElement(Maml.Command + "relatedLinks", command.Links.Select(Link)));

    private static XElement Syntax(string name, SyntaxHelp syntax)
        => new(
            Maml.Command + "syntaxItem",
            new XElement(Maml.Text + "name", name),
            syntax.Parameters.Select(MamlParameter.InSyntax));

    private static XElement Value(string element, ValueHelp value)
        => new(Maml.Command + element, Maml.Type(value.TypeName), Maml.Description(value.Description));

    private static XElement Link(LinkHelp link)
        => new(
            Maml.Text + "navigationLink",
            new XElement(Maml.Text + "linkText", link.Text),
            new XElement(Maml.Text + "uri", link.Address));
}
