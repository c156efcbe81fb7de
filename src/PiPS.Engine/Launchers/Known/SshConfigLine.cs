using System.Text;

namespace PiPS.Engine.Launchers.Known;

/// <summary>A line of ssh's configuration (ssh_config(5)): a keyword and its words.</summary>
/// <param name="Keyword">In lower case.</param>
/// <param name="Words">What it is given, unquoted.</param>
internal sealed record SshConfigLine(string Keyword, IReadOnlyList<string> Words)
{
    private static readonly char[] Blanks = [' ', '\t', '\r', '\n', '\f'];

    /// <summary>Takes a line apart as OpenSSH does: <c>Keyword words</c> or <c>keyword = words</c>, quotes, escapes, and comments behind words.</summary>
    /// <returns><see langword="null"/> for blank lines, comments, and what ssh would refuse.</returns>
    public static SshConfigLine? Read(string line)
    {
        string text = line.Trim(Blanks);
        int end = text.IndexOfAny([' ', '\t', '=', '"']);

        if (text.Length == 0 || text[0] == '#' || end <= 0)
        {
            return null;
        }

        string rest = text[end..].TrimStart(Blanks);
        rest = rest is ['=', ..] ? rest[1..].TrimStart(Blanks) : rest;
        return Split(rest) is IReadOnlyList<string> words && words.Count > 0 ? new(text[..end].ToLowerInvariant(), words) : null;
    }

    // Nothing for a quote that isn't closed.
    private static List<string>? Split(string text)
    {
        List<string> words = [];
        int at = 0;

        while (at < text.Length)
        {
            if (Array.IndexOf(Blanks, text[at]) >= 0)
            {
                at++;
            }
            else if (text[at] == '#')
            {
                break;
            }
            else if (Word(text, ref at) is string word)
            {
                words.Add(word);
            }
            else
            {
                return null;
            }
        }

        return words;
    }

    private static string? Word(string text, ref int at)
    {
        StringBuilder word = new();
        char? quote = null;

        for (; at < text.Length && (quote is not null || Array.IndexOf(Blanks, text[at]) < 0); at++)
        {
            char next = at + 1 < text.Length ? text[at + 1] : '\0';

            if (text[at] == '\\' && (next is '\'' or '"' or '\\' || (quote is null && next == ' ')))
            {
                word.Append(text[++at]);
            }
            else if (quote is null && text[at] is '\'' or '"')
            {
                quote = text[at];
            }
            else if (text[at] == quote)
            {
                quote = null;
            }
            else
            {
                word.Append(text[at]);
            }
        }

        return quote is null ? word.ToString() : null;
    }
}
