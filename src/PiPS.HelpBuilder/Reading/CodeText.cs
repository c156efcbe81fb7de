using System.Xml.Linq;

namespace PiPS.HelpBuilder.Reading;

/// <summary>Takes out of a code block the indentation that it has only because it stands in a comment.</summary>
internal static class CodeText
{
    public static string Of(XElement code)
    {
        string[] lines = code.Value.ReplaceLineEndings("\n").TrimEnd().Split('\n');

        // Code that begins on the tag's line leaves its own depth open, but can't be meant to be left of the tag.
        bool beginsOnTag = lines[0].Trim().Length > 0;
        int margin = beginsOnTag
            ? TagMargin(code)
            : lines.Where(line => line.Trim().Length > 0).Select(Indent).DefaultIfEmpty(0).Min();

        return string.Join('\n', lines
            .Select((line, i) => line[(beginsOnTag && i == 0 ? 0 : Math.Min(margin, Indent(line)))..].TrimEnd())
            .SkipWhile(line => line.Length == 0));
    }

    private static int Indent(string line) => line.Length - line.TrimStart().Length;

    /// <summary>The indentation of the line that the tag is on: after the last line break in the text before it.</summary>
    private static int TagMargin(XElement tag)
    {
        for (XNode? node = tag; node is not null; node = node.PreviousNode ?? node.Parent)
        {
            if (node is XText { Value: string text } && text.Contains('\n', StringComparison.Ordinal))
            {
                return Indent(text[(text.LastIndexOf('\n') + 1)..]);
            }
        }

        return 0;
    }
}
