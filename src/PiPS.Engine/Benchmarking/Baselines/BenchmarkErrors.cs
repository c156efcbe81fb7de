using System.Globalization;
using PiPS.Engine.Estimating;

namespace PiPS.Engine.Benchmarking.Baselines;

/// <summary>Every refusal of saved benchmarks and their comparison: one method each, named as the error's id.</summary>
public static class BenchmarkErrors
{
    /// <summary>A threshold that no change can reach, or that is below none.</summary>
    public static InvalidOptionException ThresholdOutOfRange(double given) => new(
        nameof(ThresholdOutOfRange), given,
        string.Create(CultureInfo.InvariantCulture, $"The threshold has to be a share from 0 to below 1; {given} isn't."),
        "Give the share that a change has to exceed, such as 0.05 for 5 %.");

    /// <summary>A side of a comparison has no measurement.</summary>
    public static InvalidOptionException NothingMeasured(string side) => new(
        nameof(NothingMeasured), side, $"There is nothing to compare: the {side} has no measurement.",
        "Give what Import-PiBenchmark, Measure-PiScaling, Test-PiCore or Invoke-PiEstimate gave, or the path of a saved benchmark.");

    /// <summary>Two sides that did different work.</summary>
    public static InvalidOptionException NoCommonWork(string reference, string difference) => new(
        nameof(NoCommonWork), difference,
        $"No work was measured on both sides: the reference begins with {reference}, the difference with {difference}.",
        "Measure the same again: type, worker count, trials or duration, generator, block size, pinning. "
        + "Estimates need the same -Trials: a -Duration or -TargetError gives other trials each time.");

    /// <summary>Nothing to save.</summary>
    public static InvalidOptionException NothingToExport() => new(
        nameof(NothingToExport), null, "There is nothing to export: no measurement was given.",
        "Pipe in what Measure-PiScaling, Test-PiCore or Invoke-PiEstimate gives.");

    /// <summary>Measurements of different machines, or of one in different states.</summary>
    public static InvalidOptionException SeveralEnvironments(string differences) => new(
        nameof(SeveralEnvironments), null, $"The measurements weren't made on the same machine with the same software: {differences}.",
        "Export those of each to a file of its own; Compare-PiBenchmark takes several.");

    /// <summary>A measurement whose values can't be.</summary>
    public static InvalidOptionException MeasurementInvalid(string problem, object? target) => new(
        nameof(MeasurementInvalid), target, $"A measurement has values that can't be: {problem}.",
        "Give measurements as the commands made them.");

    /// <summary>A format that the path doesn't tell.</summary>
    public static InvalidOptionException FormatUnknown(string path) => new(
        nameof(FormatUnknown), path, $"The extension of {path} doesn't say which format it shall have.",
        "End it with .json, .csv or .md, or give -Format.");

    /// <summary>A file that is something else.</summary>
    public static InvalidOptionException NotABenchmark(string path) => new(
        nameof(NotABenchmark), path, $"The file {path} isn't a saved benchmark.",
        "Give a JSON file that Export-PiBenchmark wrote. What it writes as CSV or Markdown is for people, and can't be imported.");

    /// <summary>A later version wrote it.</summary>
    public static InvalidOptionException BenchmarkVersionUnknown(string path, string version) => new(
        nameof(BenchmarkVersionUnknown), path,
        $"The benchmark {path} has format version {version}; this version of PiPS reads up to {PiBenchmark.CurrentFormat}.",
        "Use a later version of PiPS.");

    /// <summary>It is a benchmark, but what is in it can't be.</summary>
    public static InvalidOptionException BenchmarkDamaged(string path, string problem) => new(
        nameof(BenchmarkDamaged), path, $"The benchmark {path} is damaged: {problem}.",
        "Take it from a backup, or measure again.");

    /// <summary>A file larger than any benchmark.</summary>
    public static InvalidOptionException BenchmarkTooLarge(string path, long most) => new(
        nameof(BenchmarkTooLarge), path, string.Create(CultureInfo.InvariantCulture, $"The file {path} has more than {most:N0} bytes, and isn't read."),
        "Give a file that Export-PiBenchmark wrote.");

    /// <summary>It can't be read, for the operating system's reasons.</summary>
    public static InvalidOptionException BenchmarkNotRead(string path, string why) => new(
        nameof(BenchmarkNotRead), path, $"The benchmark {path} can't be read: {why}",
        "See whether the path is right, and whether you may read it.");
}
