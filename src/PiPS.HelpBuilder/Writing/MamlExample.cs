using System.Xml.Linq;
using PiPS.HelpBuilder.Model;

namespace PiPS.HelpBuilder.Writing;

/// <summary>An example in the help file.</summary>
internal static class MamlExample
{
    // What an 80-column terminal leaves beside Get-Help's indentation.
    private const int TitleWidth = 72;

    public static XElement Of(ExampleHelp example, int index)
        => new(
            Maml.Command + "example",
            new XElement(Maml.Text + "title", Title(example, index)),
            new XElement(Maml.Dev + "code", example.Code),
            // The empty paragraph keeps the next title off the last remark.
            new XElement(Maml.Dev + "remarks", Maml.Paragraphs(example.Remarks), new XElement(Maml.Text + "para")));

    /// <summary>Get-Help sets titles off by nothing, so the dashes that one sees around them are part of the title.</summary>
    private static string Title(ExampleHelp example, int index)
    {
        string title = $"Example {index + 1}: {example.Title}";
        string dashes = new('-', Math.Max(3, (TitleWidth - title.Length - 2) / 2));
        return $"{dashes} {title} {dashes}";
    }
}
