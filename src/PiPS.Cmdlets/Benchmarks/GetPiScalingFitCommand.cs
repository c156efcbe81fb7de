using System.Management.Automation;
using PiPS.Engine.Benchmarking.Scaling;
using PiPS.Engine.Estimating;

namespace PiPS.Cmdlets.Benchmarks;

/// <summary><c>Get-PiScalingFit</c>: says what holds workers back, and how many are worth having.</summary>
/// <remarks>
/// <para>Fits laws of scaling to the rows of Measure-PiScaling, by least squares of the rates, and gives a fit for each type and law:
/// Amdahl's law and the Universal Scalability Law; for weak scaling Gustafson's law in the place of Amdahl's.</para>
/// <para>SerialFraction is the part of the work that isn't divided (in the Universal Scalability Law: what workers wait for each other),
/// Coherency is what each pair of workers costs. Neither is below 0. Each has its standard error; nothing stands there if there are no more points
/// than parameters, or where the fit is at such a bound. Explained is R², RelativeError what is left over as a share of the rate.</para>
/// <para>PeakWorkerCount is the number of workers with the highest rate, sqrt((1 - SerialFraction) / Coherency). Without coherency there is
/// none, and PeakSpeedUp and PeakRate are the limits that more workers come near. SpeedUp(n) and Rate(n) predict any number of workers; beyond those
/// measured they are guesses.</para>
/// <para>The Universal Scalability Law takes three numbers of workers, the others two.</para>
/// </remarks>
/// <example>
/// <para>Measure and fit</para>
/// <code>Measure-PiScaling | Get-PiScalingFit</code>
/// <para>Gives two fits for threads and two for processes.</para>
/// </example>
/// <example>
/// <para>Predict</para>
/// <code>$rows = Measure-PiScaling
/// $fit = $rows | Get-PiScalingFit |
///     Where-Object { $_.Law -eq 'Amdahl' -and $_.Type -eq 'Thread' }
/// $fit.SpeedUp(128)</code>
/// <para>Says how much faster 128 threads would be than one, if the law held.</para>
/// </example>
/// <seealso cref="MeasurePiScalingCommand"/>
/// <seealso cref="ExportPiReportCommand"/>
/// <seealso>about_PiPS_Benchmarks</seealso>
[Cmdlet(VerbsCommon.Get, "PiScalingFit")]
[OutputType(typeof(ScalingFit))]
public sealed class GetPiScalingFitCommand : PSCmdlet
{
    private readonly List<ScalingPoint> _points = [];

    /// <summary><b>-InputObject</b>: the rows of one sweep: from Measure-PiScaling, or from where they were kept, such as a CSV, JSON or CLIXML file,
    /// a job, another machine, or a benchmark of Import-PiBenchmark.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowEmptyCollection]
    public PSObject[] InputObject { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord() => Try(() => _points.AddRange(InputObject.SelectMany(ScalingRows.Of)));

    /// <inheritdoc/>
    protected override void EndProcessing() => Try(() => WriteObject(ScalingFits.Of(_points, WriteWarning), enumerateCollection: true));

    private void Try(Action act)
    {
        try
        {
            act();
        }
        catch (InvalidOptionException refused)
        {
            ThrowTerminatingError(Errors.InvalidOption(refused));
        }
    }
}
