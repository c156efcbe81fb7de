using System.Management.Automation;
using PiPS.Cmdlets.Completion;
using PiPS.Engine.Benchmarking.Baselines;
using PiPS.Engine.Benchmarking.Baselines.Saving;

namespace PiPS.Cmdlets.Benchmarks;

/// <summary><c>Export-PiBenchmark</c>: saves measurements with every sample, the machine and the versions, to be compared with later.</summary>
/// <remarks>
/// <para>Takes the rows of Measure-PiScaling, the estimates of Invoke-PiEstimate and the rows of Test-PiCore, all in one file. Estimates of
/// the same work are the samples of one point: repeat them.</para>
/// <para>JSON has all of it, exactly, and is what Import-PiBenchmark and Compare-PiBenchmark read. CSV has a row for each sample, for
/// spreadsheets; Markdown has tables for people.</para>
/// <para>A file is written beside its place and then moved there: a full disk or Ctrl+C leaves no half file. A file that is there
/// already is replaced only with -Force. A file is of one machine in one state: measurements of several are refused.</para>
/// </remarks>
/// <example>
/// <para>Save a sweep as a baseline</para>
/// <code>Measure-PiScaling | Export-PiBenchmark baseline.json</code>
/// <para>Writes the points with all their samples.</para>
/// </example>
/// <example>
/// <para>Save repeated estimates</para>
/// <code>1..10 | ForEach-Object { Invoke-PiEstimate 1e9 -Seed 1 } |
///     Export-PiBenchmark rates.json</code>
/// <para>Writes one point with ten samples.</para>
/// </example>
/// <example>
/// <para>Make a table for a ticket of a saved benchmark</para>
/// <code>Import-PiBenchmark baseline.json | Export-PiBenchmark baseline.md -Force</code>
/// <para>Writes the environment and the points as Markdown, over what was there.</para>
/// </example>
/// <seealso cref="ImportPiBenchmarkCommand"/>
/// <seealso cref="ComparePiBenchmarkCommand"/>
/// <seealso cref="ExportPiReportCommand"/>
/// <seealso cref="MeasurePiScalingCommand"/>
/// <seealso>about_PiPS_Benchmarks</seealso>
[Cmdlet(VerbsData.Export, "PiBenchmark", SupportsShouldProcess = true)]
[OutputType(typeof(PiBenchmark))]
public sealed class ExportPiBenchmarkCommand : ExportingCmdlet
{
    private BenchmarkBuilder? _builder;
    private BenchmarkFormat _format;

    /// <summary><b>-InputObject</b>: measurements: of Measure-PiScaling, Invoke-PiEstimate, Test-PiCore or Import-PiBenchmark.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    [AllowEmptyString]
    public object? InputObject { get; set; }

    /// <summary><b>-Format</b>: Json, Csv or Markdown.</summary>
    /// <value>By the extension: .json, .csv, .md</value>
    [Parameter]
    [OneNameArgument(typeof(BenchmarkFormat))]
    [PSTypeName("PiPS.Engine.Benchmarking.Baselines.Saving.BenchmarkFormat")]
    [ArgumentCompleter(typeof(EnumCompleter<BenchmarkFormat>))]
    public Enum? Format { get; set; }

    /// <summary><b>-PassThru</b>: gives the benchmark that was written.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    private protected override void Begin()
    {
        _format = (BenchmarkFormat?)Format ?? BenchmarkFile.FormatOf(FullPath);
        _builder = BenchmarkArgument.Builder(this);
    }

    /// <inheritdoc/>
    private protected override void Take() => BenchmarkArgument.Add(this, _builder!, InputObject, files: false);

    /// <inheritdoc/>
    private protected override void Finish()
    {
        PiBenchmark benchmark = _builder!.Merge();

        if (ShouldProcess(FullPath, $"Export {benchmark.Points} points with {benchmark.Samples} samples"))
        {
            BenchmarkFile.Write(benchmark, FullPath, _format, Overwrite);

            if (PassThru)
            {
                WriteObject(benchmark);
            }
        }
    }
}
