using System.Collections;
using System.Management.Automation;
using PiPS.Engine.Benchmarking.Reports;
using PiPS.Engine.Files;

namespace PiPS.Cmdlets.Benchmarks;

/// <summary><c>Export-PiReport</c>: makes one HTML page of results, with charts and tables, that needs no network.</summary>
/// <remarks>
/// <para>Takes what Invoke-PiEstimate, Measure-PiScaling, Get-PiScalingFit, Test-PiCore, Compare-PiBenchmark and Import-PiBenchmark give, in any mix.
/// The laws of scaling are fitted to the points of a sweep, unless fits are given beside those of one.</para>
/// <para>The page shows speed-up and efficiency beside the ideal and both laws, the convergence of estimates with their interval, what
/// each worker did when, the rate of each logical processor, and comparisons with their intervals; below are tables with all numbers, the
/// machine, and how each figure was measured. Tables sort by a click on a header, or by keyboard. Light or dark follows the browser;
/// print it, or save it as PDF, and it is light. It fetches nothing and runs no script but its own.</para>
/// <para>Charts need the library that is embedded when PiPS is built, which takes npm. Without it the page says so, and has its tables.</para>
/// <para>The file is written beside its place and then moved there. A file that is there already is replaced only with -Force.</para>
/// </remarks>
/// <example>
/// <para>Report a sweep</para>
/// <code>Measure-PiScaling | Export-PiReport scaling.html</code>
/// <para>Writes a page with the points, the fitted laws and their charts.</para>
/// </example>
/// <example>
/// <para>Report all of a machine, and open it</para>
/// <code>$results = (Invoke-PiEstimate 1e9), (Measure-PiScaling), (Test-PiCore)
/// $results | Export-PiReport machine.html -Title 'before' -PassThru |
///     Invoke-Item</code>
/// <para>Writes one page of three kinds of results, and shows it in the browser.</para>
/// </example>
/// <example>
/// <para>Report a comparison, over the report of yesterday</para>
/// <code>Compare-PiBenchmark baseline.json (Measure-PiScaling) |
///     Export-PiReport compared.html -Force</code>
/// <para>The page has each ratio with its interval, and says what is slower.</para>
/// </example>
/// <seealso cref="InvokePiEstimateCommand"/>
/// <seealso cref="MeasurePiScalingCommand"/>
/// <seealso cref="ComparePiBenchmarkCommand"/>
/// <seealso cref="TestPiCoreCommand"/>
/// <seealso cref="ExportPiBenchmarkCommand"/>
/// <seealso>about_PiPS_Benchmarks</seealso>
/// <returns>Nothing; with -PassThru the file that was written.</returns>
[Cmdlet(VerbsData.Export, "PiReport", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportPiReportCommand : ExportingCmdlet
{
    private PiReport? _report;

    /// <summary>
    /// <b>-InputObject</b>: results of Invoke-PiEstimate, Measure-PiScaling, Get-PiScalingFit, Test-PiCore, Compare-PiBenchmark or Import-PiBenchmark.
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    [AllowEmptyString]
    public object? InputObject { get; set; }

    /// <summary><b>-Title</b>: the page's title.</summary>
    /// <value>Benchmark report</value>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Title { get; set; } = "Benchmark report";

    /// <summary><b>-PassThru</b>: gives the file that was written.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    private protected override void Begin()
    {
        _report = new() { Title = Title, Environment = SessionEnvironment.Read(this) };
    }

    /// <inheritdoc/>
    private protected override void Take() => Add(InputObject);

    /// <inheritdoc/>
    private protected override void Finish()
    {
        if (_report!.IsEmpty)
        {
            throw ReportErrors.NothingToReport();
        }

        if (ShouldProcess(FullPath, "Export a report"))
        {
            WholeFile.Write(FullPath, Overwrite, _report.Write);

            if (!PiReport.HasCharts)
            {
                WriteWarning("The report has no charts: this copy of PiPS was built without its charting library. Its tables have all numbers.");
            }

            if (PassThru)
            {
                WriteObject(new FileInfo(FullPath));
            }
        }
    }

    private void Add(object? given)
    {
        object? plain = given is PSObject wrapped ? wrapped.BaseObject : given;

        if (plain is IList list)
        {
            foreach (object? item in list)
            {
                Add(item);
            }
        }
        else if (!_report!.TryAdd(plain))
        {
            throw ReportErrors.NotReportable(given, given is PSObject named ? named.TypeNames[0] : plain?.GetType().FullName ?? "null");
        }
    }
}
