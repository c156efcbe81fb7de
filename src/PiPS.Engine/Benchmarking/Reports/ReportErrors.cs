using PiPS.Engine.Estimating;

namespace PiPS.Engine.Benchmarking.Reports;

/// <summary>Refusals of reports: one method each, named as the error's id.</summary>
public static class ReportErrors
{
    /// <summary>There is nothing that a report could be about.</summary>
    public static InvalidOptionException NothingToReport() => new(
        nameof(NothingToReport), null, "There is nothing to report: no result was given.",
        "Pipe results in, such as those of Invoke-PiEstimate, Measure-PiScaling, Test-PiCore or Compare-PiBenchmark.");

    /// <summary>An object isn't a result, or is only the picture of one.</summary>
    public static InvalidOptionException NotReportable(object? item, string typeName) => new(
        nameof(NotReportable), item, $"An object of type {typeName} can't be reported.",
        typeName.StartsWith("Deserialized.", StringComparison.Ordinal)
            ? "What a job or a remote session gives is a copy without what belongs to it. Run Export-PiBenchmark there, and Import-PiBenchmark here."
            : "Give the results themselves, not what Select-Object, Format-Table or ConvertFrom-Json made of them.");
}
