using System.Text;
using Markdig.Syntax.Inlines;

namespace PiPS.HelpBuilder.About;

/// <summary>What stands within a line of Markdown, as plain text: without marks for code and stress, links with their address if it is one of the web.</summary>
internal static class InlineText
{
    public static string Of(ContainerInline inlines)
    {
        StringBuilder text = new();
        Add(text, inlines);
        return text.ToString().Trim();
    }

    private static void Add(StringBuilder text, Inline inline)
    {
        switch (inline)
        {
            case LinkInline link:
                AddAll(text, link);

                if (link.Url is string url && url.StartsWith("http", StringComparison.Ordinal))
                {
                    text.Append(" (").Append(url).Append(')');
                }

                break;
            case ContainerInline container:
                AddAll(text, container);
                break;
            case CodeInline code:
                // In a table a bar is written so, within code as well.
                text.Append(code.Content.Replace("\\|", "|", StringComparison.Ordinal));
                break;
            case LiteralInline literal:
                text.Append(literal.Content.ToString());
                break;
            case AutolinkInline address:
                text.Append(address.Url);
                break;
            case HtmlEntityInline entity:
                text.Append(entity.Transcoded.ToString());
                break;
            case LineBreakInline:
                text.Append(' ');
                break;
            default:
                throw new AboutPageException(inline.Line + 1, $"A help text can't show this ({inline.GetType().Name}).");
        }
    }

    private static void AddAll(StringBuilder text, ContainerInline container)
    {
        foreach (Inline inline in container)
        {
            Add(text, inline);
        }
    }
}
