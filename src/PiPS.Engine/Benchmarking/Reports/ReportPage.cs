using System.Text.Json.Nodes;

namespace PiPS.Engine.Benchmarking.Reports;

/// <summary>The page under way: its markup, and the data of its charts.</summary>
internal sealed class ReportPage(bool hasCharts)
{
    private readonly JsonArray _charts = [];
    private int _sections;

    public HtmlWriter Html { get; } = new();

    /// <summary>Begins a section; the writer's <see cref="HtmlWriter.Close"/> ends it.</summary>
    public void Section(string title)
    {
        string id = $"section-{++_sections}";
        Html.Open("section", ("aria-labelledby", id)).Element("h2", title, ("id", id));
    }

    public void Paragraph(string text, bool isNote = false) => Html.Element("p", text, ("class", isNote ? "note" : null));

    /// <summary>Adds a chart, unless there is nothing to draw it with.</summary>
    public void Chart(ReportChart chart)
    {
        if (!hasCharts)
        {
            return;
        }

        string id = $"chart-{_charts.Count + 1}";
        chart.Data["id"] = id;
        _charts.Add((JsonNode)chart.Data);
        Html.Open("figure", ("class", "chart")).Element("figcaption", chart.Title);
        Html.Open("div", ("class", "canvas")).Element("canvas", chart.Description, ("id", id), ("role", "img"), ("aria-label", $"{chart.Title}. {chart.Description}"));
        Html.Close().Close();
    }

    /// <summary>Adds what only some readers want.</summary>
    public void Details(string summary, Action<HtmlWriter> write)
    {
        Html.Open("details").Element("summary", summary);
        write(Html);
        Html.Close();
    }

    /// <summary>The charts' data as it may stand in a script element: the default encoder writes no character that markup knows.</summary>
    public string Data() => new JsonObject { ["charts"] = _charts.DeepClone() }.ToJsonString();
}
