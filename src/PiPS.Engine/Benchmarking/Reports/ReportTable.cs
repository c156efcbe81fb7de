using System.Globalization;

namespace PiPS.Engine.Benchmarking.Reports;

/// <summary>A table that sorts by its headers. Those that begin with a <c>#</c> have numbers.</summary>
internal sealed class ReportTable(string caption, params string[] headers)
{
    /// <summary>So many rows a browser sorts without a wait; a report is for reading.</summary>
    public const int MostRows = 2000;

    private readonly List<ReportCell[]> _rows = [];

    public void Add(params ReportCell[] cells) => _rows.Add(cells);

    public void Write(HtmlWriter html)
    {
        html.Open("div", ("class", "table"), ("tabindex", "0"), ("role", "region"), ("aria-label", caption));
        html.Open("table").Element("caption", caption).Open("thead").Open("tr");

        foreach (string header in headers)
        {
            html.Element("th", header.TrimStart('#'), ("scope", "col"), ("class", IsNumeric(header) ? "number" : null));
        }

        html.Close().Close().Open("tbody");

        foreach (ReportCell[] row in _rows.Take(MostRows))
        {
            Write(html, row);
        }

        html.Close().Close().Close();

        if (_rows.Count > MostRows)
        {
            html.Element("p", $"The table shows the first {ReportText.Count(MostRows)} of {ReportText.Count(_rows.Count)} rows.", ("class", "note"));
        }
    }

    private static bool IsNumeric(string header) => header.StartsWith('#');

    private void Write(HtmlWriter html, ReportCell[] row)
    {
        html.Open("tr");

        for (int i = 0; i < row.Length; i++)
        {
            string? kind = string.Join(' ', new[] { IsNumeric(headers[i]) ? "number" : null, row[i].Mark }.OfType<string>());
            html.Open("td", ("class", kind.Length > 0 ? kind : null), ("data-value", row[i].Value?.ToString("R", CultureInfo.InvariantCulture)));
            html.Text(row[i].Text).Close(line: false);
        }

        html.Close();
    }
}
