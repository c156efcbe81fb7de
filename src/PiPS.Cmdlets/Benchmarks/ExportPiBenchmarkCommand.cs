using System.Management.Automation;
using PiPS.Engine.Benchmarking.Baselines;
using PiPS.Engine.Benchmarking.Baselines.Saving;
using PiPS.Engine.Estimating;
using PiPS.Engine.Files;

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
/// <code>1..10 | ForEach-Object { Invoke-PiEstimate 1e9 -Seed 1 } | Export-PiBenchmark rates.json</code>
/// <para>Writes one point with ten samples.</para>
/// </example>
/// <example>
/// <para>Make a table for a ticket of a saved benchmark</para>
/// <code>Import-PiBenchmark baseline.json | Export-PiBenchmark baseline.md -Force</code>
/// <para>Writes the environment and the points as Markdown, over what was there.</para>
/// </example>
[Cmdlet(VerbsData.Export, "PiBenchmark", SupportsShouldProcess = true)]
[OutputType(typeof(PiBenchmark))]
public sealed class ExportPiBenchmarkCommand : PSCmdlet
{
    private BenchmarkBuilder? _builder;
    private string _path = string.Empty;
    private BenchmarkFormat _format;

    private bool Overwrite => Force && !NoClobber;

    /// <summary><b>-Path</b>: the file to write; wildcards are characters like others.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("LiteralPath", "PSPath", "LP")]
    public string Path { get; set; } = string.Empty;

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
    public BenchmarkFormat? Format { get; set; }

    /// <summary><b>-Force</b>: replaces a file that is there already.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary><b>-NoClobber</b>: replaces no file, also with -Force. Without -Force none is replaced anyway.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary><b>-PassThru</b>: gives the benchmark that was written.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => Try(() =>
    {
        _path = FilePath.Resolve(this, Path);
        _format = Format ?? BenchmarkFile.FormatOf(_path);

        // Before whoever is asked for input works an hour for it.
        WholeFile.ThrowIfRefused(_path, Overwrite);
        _builder = BenchmarkArgument.Builder(this);
    });

    /// <inheritdoc/>
    protected override void ProcessRecord() => Try(() => BenchmarkArgument.Add(this, _builder!, InputObject, files: false));

    /// <inheritdoc/>
    protected override void EndProcessing() => Try(() =>
    {
        PiBenchmark benchmark = _builder!.Merge();

        if (ShouldProcess(_path, $"Export {benchmark.Points} points with {benchmark.Samples} samples"))
        {
            BenchmarkFile.Write(benchmark, _path, _format, Overwrite);

            if (PassThru)
            {
                WriteObject(benchmark);
            }
        }
    });

    private void Try(Action act)
    {
        try
        {
            act();
        }
        catch (InvalidOptionException refused)
        {
            ThrowTerminatingError(BaselineErrors.Refused(refused));
        }
    }
}
