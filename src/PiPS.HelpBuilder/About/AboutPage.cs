using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace PiPS.HelpBuilder.About;

/// <summary>A page of Markdown as the text of a help topic.</summary>
/// <remarks>
/// Its title is the short description, what follows the long one; headings of the second level are sections, of the third ones within. Lists,
/// tables and blocks of code stay what they are; for all else there is no counterpart, and it is an error. See "Writing Help Topics"
/// in PowerShell's manual (about_Comment_Based_Help, "Format of the about help files") for the layout.
/// </remarks>
internal static class AboutPage
{
    private const int Width = 79;
    private const int Step = 4;

    private static readonly MarkdownPipeline Markdown = new MarkdownPipelineBuilder().UsePipeTables().Build();

    /// <exception cref="AboutPageException">It has no title, or something that a help text can't show.</exception>
    public static string Convert(string topic, string markdown)
    {
        MarkdownDocument page = Markdig.Markdown.Parse(markdown.ReplaceLineEndings("\n"), Markdown);

        if (page.FirstOrDefault() is not HeadingBlock { Level: 1 } title)
        {
            throw new AboutPageException(1, "A page begins with its title: # …");
        }

        AboutText text = new(Width);
        text.Section("Topic");
        text.Paragraph(Step, topic);
        text.Section("Short description");
        text.Paragraph(Step, InlineText.Of(title.Inline!));
        text.Section("Long description");

        foreach (Block block in page.Skip(1))
        {
            Write(text, block, Step);
        }

        return text.ToString();
    }

    private static void Write(AboutText text, Block block, int indent)
    {
        switch (block)
        {
            case HeadingBlock { Level: 2 } heading:
                text.Section(InlineText.Of(heading.Inline!));
                break;
            case HeadingBlock { Level: 3 } heading:
                text.Heading(Step / 2, InlineText.Of(heading.Inline!));
                break;
            case ParagraphBlock paragraph:
                text.Paragraph(indent, InlineText.Of(paragraph.Inline!));
                break;
            case FencedCodeBlock code:
                text.Code(indent + Step, code.Lines.ToString().Split('\n'));
                break;
            case ListBlock list:
                WriteList(text, list, indent);
                break;
            case Table table:
                WriteTable(text, table, indent);
                break;
            default:
                throw new AboutPageException(block.Line + 1, $"A help text can't show this ({block.GetType().Name}): use paragraphs, lists, tables and blocks of code.");
        }
    }

    private static void WriteList(AboutText text, ListBlock list, int indent)
    {
        int number = 1;

        foreach (ListItemBlock item in list.Cast<ListItemBlock>())
        {
            string mark = list.IsOrdered ? $"{number++}. " : "- ";
            bool isFirst = true;

            foreach (Block block in item)
            {
                if (isFirst && block is ParagraphBlock paragraph)
                {
                    text.Item(indent, mark, InlineText.Of(paragraph.Inline!));
                }
                else
                {
                    Write(text, block, indent + mark.Length);
                }

                isFirst = false;
            }
        }

        text.Gap();
    }

    private static void WriteTable(AboutText text, Table table, int indent)
    {
        IReadOnlyList<IReadOnlyList<string>> rows =
            [.. table.Cast<TableRow>().Select(row => (IReadOnlyList<string>)[.. row.Cast<TableCell>().Select(Cell)])];
        int[] widths = [.. Enumerable.Range(0, rows[0].Count).Select(column => rows.Max(row => row.ElementAtOrDefault(column)?.Length ?? 0))];

        if (indent + widths.Sum() + (2 * (widths.Length - 1)) <= Width)
        {
            text.Columns(indent, widths, rows);
        }
        else
        {
            text.Stacked(indent, Step, rows);
        }
    }

    private static string Cell(TableCell cell)
        => string.Join(' ', cell.OfType<ParagraphBlock>().Select(paragraph => paragraph.Inline is ContainerInline inline ? InlineText.Of(inline) : string.Empty));
}
