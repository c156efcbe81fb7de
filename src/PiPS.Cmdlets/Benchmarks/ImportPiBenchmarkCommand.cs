using System.Management.Automation;
using PiPS.Engine.Benchmarking.Baselines;
using PiPS.Engine.Estimating;

namespace PiPS.Cmdlets.Benchmarks;

/// <summary><c>Import-PiBenchmark</c>: reads saved measurements.</summary>
/// <remarks>
/// <para>Gives a benchmark for each file that Export-PiBenchmark wrote as JSON: when and where it was measured, and in Scaling, Estimates and
/// Cores the rows as they were, with every sample.</para>
/// <para>What isn't a benchmark, comes from a later version of the format, or has values that no measurement has (a file that was cut
/// short or edited) is refused, each with an error of its own; the other files are read.</para>
/// </remarks>
/// <example>
/// <para>Look at what was measured</para>
/// <code>Import-PiBenchmark baseline.json | Select-Object -ExpandProperty Scaling</code>
/// <para>Gives the rows as Measure-PiScaling gave them.</para>
/// </example>
/// <example>
/// <para>Show how a rate changed over the months</para>
/// <code>Import-PiBenchmark */baseline.json | Sort-Object Created | ForEach-Object {
///     $best = ($_.Scaling | Sort-Object Rate)[-1]
///     [pscustomobject]@{ Created = $_.Created; Rate = $best.Rate }
/// }</code>
/// <para>Gives the highest rate of each file, the oldest first.</para>
/// </example>
/// <seealso cref="ExportPiBenchmarkCommand"/>
/// <seealso cref="ComparePiBenchmarkCommand"/>
/// <seealso>about_PiPS_Benchmarks</seealso>
[Cmdlet(VerbsData.Import, "PiBenchmark", DefaultParameterSetName = PathSet)]
[OutputType(typeof(PiBenchmark))]
public sealed class ImportPiBenchmarkCommand : PSCmdlet
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    /// <summary><b>-Path</b>: files to read; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = PathSet)]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary><b>-LiteralPath</b>: files to read; wildcards are characters like others. Files from the pipeline are taken so.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = LiteralPathSet)]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string given in ParameterSetName == PathSet ? Path : LiteralPath)
        {
            foreach (string path in Try(() => ParameterSetName == PathSet ? BenchmarkArgument.Find(this, given) : [FilePath.Resolve(this, given)]) ?? [])
            {
                if (Try(() => BenchmarkArgument.Read(path)) is PiBenchmark benchmark)
                {
                    WriteObject(benchmark);
                }
            }
        }
    }

    // One bad file among several doesn't keep the others from being read.
    private T? Try<T>(Func<T> find)
        where T : class
    {
        try
        {
            return find();
        }
        catch (InvalidOptionException refused)
        {
            WriteError(BaselineErrors.Refused(refused));
            return null;
        }
    }
}
