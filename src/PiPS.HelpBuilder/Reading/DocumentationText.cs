using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace PiPS.HelpBuilder.Reading;

/// <summary>Turns the tags of a documentation comment into plain text, all that <c>Get-Help</c> shows.</summary>
internal sealed partial class DocumentationText
{
    private readonly References _references;

    public DocumentationText(References references) => _references = references;

    /// <summary>The paragraphs, lists and code blocks of a comment.</summary>
    public IReadOnlyList<TextBlock> Blocks(XElement? element)
    {
        List<TextBlock> blocks = [];
        StringBuilder text = new();

        if (element is not null)
        {
            Add(element, text, blocks);
        }

        EndParagraph(text, blocks);
        return blocks;
    }

    public IReadOnlyList<string> Paragraphs(XElement? element) => [.. Blocks(element).Select(block => block.Text)];

    public string Line(XElement? element) => string.Join(' ', Paragraphs(element));

    private void Add(XElement element, StringBuilder text, List<TextBlock> blocks)
    {
        foreach (XNode node in element.Nodes())
        {
            if (node is XText words)
            {
                text.Append(Spaces().Replace(words.Value, " "));
            }
            else if (node is XElement child)
            {
                AddChild(child, text, blocks);
            }
        }
    }

    private void AddChild(XElement child, StringBuilder text, List<TextBlock> blocks)
    {
        switch (child.Name.LocalName)
        {
            case "para":
                EndParagraph(text, blocks);
                Add(child, text, blocks);
                EndParagraph(text, blocks);
                break;
            case "list":
                EndParagraph(text, blocks);
                blocks.Add(new TextBlock(ListText.Of(child, Line), IsCode: false));
                break;
            case "code":
                EndParagraph(text, blocks);
                blocks.Add(new TextBlock(CodeText.Of(child), IsCode: true));
                break;
            case "note":
                // Notes have a section of their own in help.
                break;
            case "br":
                text.Append('\n');
                break;
            case "see" or "seealso" when child.Value.Length == 0:
                text.Append(_references.Show(child));
                break;
            case "paramref" or "typeparamref":
                text.Append((string?)child.Attribute("name"));
                break;
            default:
                Add(child, text, blocks);
                break;
        }
    }

    private static void EndParagraph(StringBuilder text, List<TextBlock> blocks)
    {
        string paragraph = Spaces().Replace(text.ToString(), m => m.Value.Contains('\n') ? "\n" : " ").Trim();
        text.Clear();

        if (paragraph.Length > 0)
        {
            blocks.Add(new TextBlock(paragraph, IsCode: false));
        }
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
