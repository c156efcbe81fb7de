using PiPS.Engine.Benchmarking.Reports;

namespace PiPS.Engine.Tests.Benchmarking.Reports;

/// <summary>What a report is made with, small.</summary>
internal sealed class FakeAssets : IReportAssets
{
    public string Style { get; init; } = "p { color: black }";

    public string Script { get; init; } = "let report = 1;";

    public string? ChartLibrary { get; init; } = "let library = 1;";
}
