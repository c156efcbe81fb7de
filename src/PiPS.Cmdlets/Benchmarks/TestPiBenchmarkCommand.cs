using System.Management.Automation;
using PiPS.Engine.Benchmarking.Baselines;

namespace PiPS.Cmdlets.Benchmarks;

/// <summary><c>Test-PiBenchmark</c>: says whether measurements are as fast as a baseline: $false if a point is slower, to gate a build on.</summary>
/// <remarks>
/// <para>Compares as Compare-PiBenchmark does, with the same warnings, and gives one boolean: $false if any point is Slower, or if hits are wrong
/// (with an error HitsDiffer); else $true.</para>
/// <para>Inconclusive is no proof that anything became slower, and passes: on a noisy machine it is common. With -Strict it doesn't, and
/// neither does a point of the reference that wasn't measured: then $true means that every point is Same or Faster.</para>
/// <para>What can't be compared (no file, no benchmark, other work) is an error that ends the command, and no boolean. In a build
/// script, use $ErrorActionPreference = 'Stop', so that it ends there.</para>
/// <para>Each point has its own chance of a false alarm, at most (1 - ConfidenceLevel) / 2. A gate of many points may want a higher level,
/// and the samples that this takes.</para>
/// </remarks>
/// <returns>Whether no point is slower.</returns>
/// <example>
/// <para>Gate a build on a baseline</para>
/// <code>$rows = Measure-PiScaling -Repeat 8
/// if (-not ($rows | Test-PiBenchmark baseline.json -Threshold 0.1)) { exit 1 }</code>
/// <para>Ends the build if a point became more than 10 % slower.</para>
/// </example>
/// <example>
/// <para>Accept a machine only if nothing is open</para>
/// <code>Test-PiBenchmark baseline.json new.json -Strict</code>
/// <para>Gives $true if every point of the baseline is as fast in the new file, or faster.</para>
/// </example>
/// <seealso cref="ComparePiBenchmarkCommand"/>
/// <seealso cref="ExportPiBenchmarkCommand"/>
/// <seealso cref="MeasurePiScalingCommand"/>
/// <seealso>about_PiPS_Benchmarks</seealso>
[Cmdlet(VerbsDiagnostic.Test, "PiBenchmark")]
[OutputType(typeof(bool))]
public sealed class TestPiBenchmarkCommand : BenchmarkComparingCmdlet
{
    /// <summary><b>-Strict</b>: gives $false also for points that are Inconclusive, and for those that only the reference has.</summary>
    [Parameter]
    public SwitchParameter Strict { get; set; }

    private protected override void Write(ComparisonReport report) => WriteObject(
        report.Miscounted.Count == 0
        && report.Comparisons.All(point => Passes(point.Verdict))
        && !(Strict && report.OnlyReference.Count > 0));

    private bool Passes(string verdict)
        => verdict != ComparisonVerdict.Slower && !(Strict && verdict == ComparisonVerdict.Inconclusive);
}
