using System.Text;

namespace PiPS.Benchmarks.Reporting;

/// <summary>A table that is good Markdown, and good to read as it stands.</summary>
internal sealed class Table(params string[] headings)
{
    private readonly List<string[]> _rows = [headings];

    public void Add(params string[] cells) => _rows.Add(cells);

    /// <summary>Lines of aligned columns, the first to the left, the others to the right; nothing if there is no row.</summary>
    public override string ToString()
    {
        if (_rows.Count == 1)
        {
            return string.Empty;
        }

        int[] widths = [.. headings.Select((_, column) => _rows.Max(row => row[column].Length))];
        StringBuilder text = new();

        foreach (string[] row in _rows)
        {
            text.Append("| ").AppendJoin(" | ", row.Select((cell, column) => Pad(cell, column, widths[column]))).AppendLine(" |");

            if (row == headings)
            {
                text.Append('|').AppendJoin('|', widths.Select((width, column) => Rule(column, width))).AppendLine("|");
            }
        }

        return text.AppendLine().ToString();
    }

    private static string Pad(string cell, int column, int width) => column == 0 ? cell.PadRight(width) : cell.PadLeft(width);

    private static string Rule(int column, int width) => column == 0 ? new('-', width + 2) : $"{new string('-', width + 1)}:";
}
