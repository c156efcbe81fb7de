using System.Text;

namespace PiPS.HelpBuilder.About;

/// <summary>A text of sections, paragraphs and tables, wrapped at words.</summary>
internal sealed class AboutText
{
    private const string Dash = "—";

    private readonly StringBuilder _text = new();
    private readonly int _width;
    private bool _isBelowHeading;

    public AboutText(int width)
    {
        _width = width;
    }

    /// <summary>A heading at the margin; PowerShell finds topics by these, in capitals.</summary>
    public void Section(string title)
    {
        _isBelowHeading = false;
        Gap();
        _text.Append(title.ToUpperInvariant()).Append('\n');
        _isBelowHeading = true;
    }

    /// <summary>A heading within a section.</summary>
    public void Heading(int indent, string title)
    {
        Gap();
        Wrap(new string(' ', indent), indent, title);
        _isBelowHeading = true;
    }

    public void Paragraph(int indent, string words)
    {
        Wrap(new string(' ', indent), indent, words);
        Gap();
    }

    /// <summary>One of a list; the next follows without a gap.</summary>
    public void Item(int indent, string mark, string words) => Wrap(new string(' ', indent) + mark, indent + mark.Length, words);

    /// <summary>Lines as they are, however long.</summary>
    public void Code(int indent, IEnumerable<string> lines)
    {
        Gap();

        foreach (string line in lines)
        {
            _text.Append(line.Length > 0 ? new string(' ', indent) + line : string.Empty).Append('\n');
        }

        Gap();
    }

    /// <summary>A table that fits; its first row is its head.</summary>
    public void Columns(int indent, IReadOnlyList<int> widths, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        bool hasHead = rows[0].Any(cell => cell.Length > 0);

        foreach (IReadOnlyList<string> row in hasHead ? rows.Take(1).Append([.. widths.Select(width => new string('-', width))]).Concat(rows.Skip(1)) : rows.Skip(1))
        {
            _isBelowHeading = false;
            _text.Append(' ', indent).Append(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd()).Append('\n');
        }

        Gap();
    }

    /// <summary>A table that doesn't fit: each row's first cell, and the others below it; those behind the second with their head, or without where the second is a dash.</summary>
    public void Stacked(int indent, int step, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        IReadOnlyList<string> head = rows[0];

        foreach (IReadOnlyList<string> row in rows.Skip(1))
        {
            Wrap(new string(' ', indent), indent, row[0]);

            for (int column = 1; column < row.Count; column++)
            {
                if (row[column] is { Length: > 0 } and not Dash)
                {
                    Wrap(new string(' ', indent + step), indent + step, column == 1 || row[1] == Dash ? row[column] : $"{head[column]}: {row[column]}");
                }
            }

            Gap();
        }
    }

    /// <summary>An empty line, unless there is one, or a heading.</summary>
    public void Gap()
    {
        if (_isBelowHeading)
        {
            _isBelowHeading = false;
        }
        else if (_text.Length > 0 && !_text.ToString(Math.Max(0, _text.Length - 2), Math.Min(2, _text.Length)).Equals("\n\n", StringComparison.Ordinal))
        {
            _text.Append('\n');
        }
    }

    public override string ToString() => _text.ToString().TrimEnd('\n') + "\n";

    // What is longer than a line, as an address may be, has one of its own.
    private void Wrap(string first, int indent, string words)
    {
        _isBelowHeading = false;
        StringBuilder line = new(first);
        bool isEmpty = true;

        foreach (string word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isEmpty && line.Length + 1 + word.Length > _width)
            {
                _text.Append(line).Append('\n');
                line.Clear().Append(' ', indent);
                isEmpty = true;
            }

            line.Append(isEmpty ? string.Empty : " ").Append(word);
            isEmpty = false;
        }

        _text.Append(line).Append('\n');
    }
}
