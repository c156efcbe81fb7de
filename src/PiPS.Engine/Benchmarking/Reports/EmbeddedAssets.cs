using System.Reflection;

namespace PiPS.Engine.Benchmarking.Reports;

/// <summary>What the build has put into the engine.</summary>
internal sealed class EmbeddedAssets : IReportAssets
{
    private static readonly string[] ScriptParts = ["Tables", "Format", "Charts"];

    public static EmbeddedAssets Instance { get; } = new();

    public string Style => Read("PiPS.Report.css") ?? string.Empty;

    // One script: its parts see each other's names.
    public string Script => string.Concat(ScriptParts.Select(part => Read($"PiPS.Report.{part}.js")));

    public string? ChartLibrary => Read("PiPS.Charts.js") is string library
        ? $"/*\n{Comment("Chart.js", "PiPS.Charts.License.md")}\n{Comment("@kurkle/color", "PiPS.Charts.Color.License.md")}\n*/\n{WithoutMap(library)}"
        : null;

    // A map of its sources would be fetched by a browser's tools.
    private static string WithoutMap(string library)
    {
        int map = library.LastIndexOf("//# sourceMappingURL=", StringComparison.Ordinal);
        return map < 0 ? library : library[..map];
    }

    private static string Comment(string name, string licence)
        => $"{name}\n\n{Read(licence)?.Trim().Replace("*/", "* /", StringComparison.Ordinal)}\n";

    private static string? Read(string name)
    {
        using Stream? stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name);

        if (stream is null)
        {
            return null;
        }

        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
