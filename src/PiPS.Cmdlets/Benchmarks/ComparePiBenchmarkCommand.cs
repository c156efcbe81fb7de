using System.Management.Automation;
using PiPS.Engine.Benchmarking.Baselines;

namespace PiPS.Cmdlets.Benchmarks;

/// <summary><c>Compare-PiBenchmark</c>: says at which points a machine became faster or slower, and whether that is sure.</summary>
/// <remarks>
/// <para>Points are compared that did the same work: type, worker count, trials or duration, generator, block size, pinning, processor. The
/// seed may differ. Points that only one side has are named in a warning; sides without a common point are refused, and so is what isn't a
/// benchmark. Where machine or software differ, one warning says in what.</para>
/// <para>Ratio is how many times as fast the difference is: the median of the ratios of all pairs of samples (Hodges and Lehmann's). Its
/// interval comes from Mann and Whitney's test: it holds whatever the distribution, also with slow outliers, which noisy machines have.</para>
/// <para>The verdict is strict: Slower if the whole interval lies below 1 - Threshold, Faster if above 1 / (1 - Threshold), Same if between
/// the two, else Inconclusive. So where nothing changed, a point is called Slower in at most (1 - ConfidenceLevel) / 2 of comparisons, 2.5 %
/// unless another level is given, and far less if the noise is below the threshold. That is for a point, and for samples that have nothing
/// to do with each other: a machine that others load in one run and not in the other is slower, and is called so. Long points and many rounds help.</para>
/// <para>Three samples or fewer on each side can't reach 95 %: they are Inconclusive, with a warning. ConfidenceLevel in the output is
/// what was reached.</para>
/// </remarks>
/// <example>
/// <para>Compare with last month</para>
/// <code>Measure-PiScaling | Compare-PiBenchmark baseline.json</code>
/// <para>Gives a row for each point that both have.</para>
/// </example>
/// <example>
/// <para>See which nodes of a cluster are slower than the first</para>
/// <code>Get-ChildItem node*.json | ForEach-Object {
///     Compare-PiBenchmark node01.json $_ -Threshold 0.02 |
///         Where-Object Verdict -EQ Slower
/// }</code>
/// <para>Gives the points that are slower by more than 2 %. The machine's name alone is no difference to be warned of.</para>
/// </example>
/// <example>
/// <para>See what a setting costs</para>
/// <code>$before = 1..8 | ForEach-Object { Invoke-PiEstimate 1e9 -Seed 1 }
/// $after = 1..8 | ForEach-Object { Invoke-PiEstimate 1e9 -Seed 1 }
/// Compare-PiBenchmark $before $after</code>
/// <para>Gives one row; between the two, change the setting.</para>
/// </example>
/// <seealso cref="TestPiBenchmarkCommand"/>
/// <seealso cref="ExportPiBenchmarkCommand"/>
/// <seealso cref="ExportPiReportCommand"/>
/// <seealso cref="MeasurePiScalingCommand"/>
/// <seealso>about_PiPS_Benchmarks</seealso>
[Cmdlet(VerbsData.Compare, "PiBenchmark")]
[OutputType(typeof(BenchmarkComparison))]
public sealed class ComparePiBenchmarkCommand : BenchmarkComparingCmdlet
{
    private protected override void Write(ComparisonReport report) => WriteObject(report.Comparisons, enumerateCollection: true);
}
