using System.Text.Json.Nodes;

namespace PiPS.Engine.Benchmarking.Reports;

/// <summary>A chart: what the report's script draws, and what it says to who can't see it.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Description">What is to be seen in it, in a sentence with its numbers.</param>
/// <param name="Data">Its kind, axes and series, as the script knows them.</param>
internal sealed record ReportChart(string Title, string Description, JsonObject Data)
{
    /// <summary>A number; nothing where it isn't one, for JSON has no such.</summary>
    public static JsonNode? Number(double? value) => value is double known && double.IsFinite(known) ? JsonValue.Create(known) : null;

    /// <summary>A point: x, y, and the bounds of y.</summary>
    public static JsonNode Point(double x, double y, double? lower = null, double? upper = null)
        => lower is null ? new JsonArray(Number(x), Number(y)) : new JsonArray(Number(x), Number(y), Number(lower), Number(upper));

    /// <summary>A line or a row of marks.</summary>
    /// <param name="label">Its name in the legend.</param>
    /// <param name="color">Its colour, by number of the script's palette.</param>
    /// <param name="line">solid, dashed, dotted, dashdot, none (marks with error bars), or band (a filled interval).</param>
    /// <param name="points">Its points.</param>
    public static JsonObject Series(string label, int color, string line, IEnumerable<JsonNode> points) => new()
    {
        ["label"] = ReportText.Clean(label),
        ["color"] = color,
        ["line"] = line,
        ["points"] = new JsonArray([.. points]),
    };

    public static JsonArray Labels(IEnumerable<string> labels)
        => new([.. labels.Select(label => (JsonNode?)JsonValue.Create(ReportText.Clean(label)))]);
}
