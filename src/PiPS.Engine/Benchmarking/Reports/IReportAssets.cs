namespace PiPS.Engine.Benchmarking.Reports;

/// <summary>What a report is made with besides its numbers.</summary>
internal interface IReportAssets
{
    /// <summary>The report's style sheet.</summary>
    string Style { get; }

    /// <summary>The report's own script: tables that sort, and the drawing of charts.</summary>
    string Script { get; }

    /// <summary>The charting library with its licence; nothing if it wasn't there when PiPS was built.</summary>
    string? ChartLibrary { get; }
}
