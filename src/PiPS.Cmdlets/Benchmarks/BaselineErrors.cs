using System.Management.Automation;
using PiPS.Engine.Benchmarking.Baselines;
using PiPS.Engine.Benchmarking.Reports;
using PiPS.Engine.Estimating;
using PiPS.Engine.Files;

namespace PiPS.Cmdlets.Benchmarks;

/// <summary>Every error record of saved benchmarks, their comparison, and reports.</summary>
internal static class BaselineErrors
{
    private const int LongestShown = 60;

    /// <summary>What the engine refuses, under its own id.</summary>
    public static ErrorRecord Refused(InvalidOptionException refused) => Errors.Record(refused, refused.Id, Category(refused.Id), refused.Target, refused.Advice);

    /// <summary>No file fits a path.</summary>
    public static InvalidOptionException BenchmarkNotFound(string path) => new(
        nameof(BenchmarkNotFound), path, $"There is no benchmark {path}.",
        "See whether the path is right: it is relative to the current location.");

    /// <summary>An object that is no measurement.</summary>
    public static InvalidOptionException NotAMeasurement(object? given) => new(
        nameof(NotAMeasurement), given,
        given is null ? "Nothing was given where a measurement is needed."
            : $"This isn't a measurement: {Shown(given)} ({PSObject.AsPSObject(given).TypeNames[0]}).",
        given is not null && PSObject.AsPSObject(given).TypeNames[0].StartsWith("Deserialized.", StringComparison.Ordinal)
            ? "What a job or a remote session gives is a copy without what belongs to it. Run Export-PiBenchmark there, and Import-PiBenchmark here."
            : "Give what Measure-PiScaling, Test-PiCore, Invoke-PiEstimate or Import-PiBenchmark gave, as it is: rows of Import-Csv or ConvertFrom-Json are others.");

    /// <summary>A point where the hits aren't what they have to be.</summary>
    public static ErrorRecord HitsDiffer(string point) => Errors.Record(
        new InvalidOperationException($"Runs of the same trials and seed counted different hits, so their times aren't compared: {point}."),
        nameof(HitsDiffer), ErrorCategory.InvalidResult, point,
        "A processor miscounts: find it with Test-PiCore on the machines that were measured.");

    private static string Shown(object given)
    {
        string text = LanguagePrimitives.ConvertTo<string>(given);
        return text.Length > LongestShown ? $"{text[..LongestShown]}…" : text;
    }

    private static ErrorCategory Category(string id) => id switch
    {
        nameof(BenchmarkNotFound) => ErrorCategory.ObjectNotFound,
        nameof(BenchmarkErrors.BenchmarkNotRead) => ErrorCategory.ReadError,
        nameof(BenchmarkErrors.NotABenchmark) or nameof(BenchmarkErrors.BenchmarkDamaged) or nameof(BenchmarkErrors.BenchmarkVersionUnknown)
            or nameof(BenchmarkErrors.BenchmarkTooLarge) or nameof(BenchmarkErrors.MeasurementInvalid) => ErrorCategory.InvalidData,
        nameof(ReportErrors.NotReportable) => ErrorCategory.InvalidType,
        nameof(FileErrors.FileExists) => ErrorCategory.ResourceExists,
        nameof(FileErrors.FileNotWritten) => ErrorCategory.WriteError,
        _ => ErrorCategory.InvalidArgument,
    };
}
