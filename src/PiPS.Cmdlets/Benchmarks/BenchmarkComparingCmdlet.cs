using System.Management.Automation;
using PiPS.Engine.Benchmarking.Baselines;
using PiPS.Engine.Estimating;

namespace PiPS.Cmdlets.Benchmarks;

/// <summary>A cmdlet that sets measurements beside others.</summary>
public abstract class BenchmarkComparingCmdlet : PSCmdlet
{
    // More points than these are counted, not named.
    private const int MostNamed = 5;

    private readonly ComparisonLimits _usual = new();
    private IReadOnlyList<PiBenchmark> _reference = [];
    private BenchmarkBuilder? _difference;

    /// <summary><b>-ReferenceObject</b>: what to compare with: a benchmark of Import-PiBenchmark, the path of a saved one, or rows of
    /// Measure-PiScaling, Invoke-PiEstimate or Test-PiCore. Several are put together.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[]? ReferenceObject { get; set; }

    /// <summary><b>-DifferenceObject</b>: what to compare: the same kinds of things, also from the pipeline.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[]? DifferenceObject { get; set; }

    /// <summary><b>-Threshold</b>: the largest change that doesn't matter to you, as a share of the rate: from 0 to below 1.</summary>
    /// <value>0.05</value>
    [Parameter]
    public double Threshold { get; set; } = 0.05;

    /// <summary><b>-ConfidenceLevel</b>: how often the interval LowerBound to UpperBound shall hold the true ratio, between 0 and 1. A higher one
    /// takes more samples.</summary>
    /// <value>0.95</value>
    [Parameter]
    public double ConfidenceLevel { get; set; } = 0.95;

    private ComparisonLimits Limits => _usual with { Threshold = Threshold, ConfidenceLevel = ConfidenceLevel };

    /// <inheritdoc/>
    protected override void BeginProcessing() => Try(() =>
    {
        Limits.ThrowIfInvalid();
        BenchmarkBuilder reference = BenchmarkArgument.Builder(this);
        BenchmarkArgument.Add(this, reference, ReferenceObject ?? [], files: true);

        // Before whoever is asked for input works an hour for it.
        _reference = reference.IsEmpty ? throw BenchmarkErrors.NothingMeasured("reference") : reference.Build();
        _difference = BenchmarkArgument.Builder(this);
    });

    /// <inheritdoc/>
    protected override void ProcessRecord() => Try(() => BenchmarkArgument.Add(this, _difference!, DifferenceObject ?? [], files: true));

    /// <inheritdoc/>
    protected override void EndProcessing() => Try(() =>
    {
        ComparisonReport report = BenchmarkComparer.Compare(_reference, _difference!.Build(), Limits);
        Tell(report);
        Write(report);
    });

    /// <summary>Gives what the command is for; warnings and errors were written.</summary>
    /// <param name="report">The comparison.</param>
    private protected abstract void Write(ComparisonReport report);

    private void Tell(ComparisonReport report)
    {
        foreach (string point in report.Miscounted)
        {
            WriteError(BaselineErrors.HitsDiffer(point));
        }

        if (report.EnvironmentDifferences.Count > 0)
        {
            WriteWarning(
                "The machines or their software differ (reference / difference), which may be all that the ratios show: "
                + $"{string.Join("; ", report.EnvironmentDifferences)}.");
        }

        Warn(report.OnlyReference, "Only the reference has these points: ", string.Empty);
        Warn(report.OnlyDifference, "Only the difference has these points: ", string.Empty);
        Warn(
            report.TooFewSamples, "Too few samples for the confidence level, so Inconclusive: ",
            $" Have {report.SamplesNeeded} or more on each side (-Repeat), or ask for a lower -ConfidenceLevel.");
    }

    private void Warn(IReadOnlyList<string> things, string beginning, string advice)
    {
        if (things.Count > 0)
        {
            string more = things.Count > MostNamed ? $"; and {things.Count - MostNamed} more" : string.Empty;
            WriteWarning($"{beginning}{string.Join("; ", things.Take(MostNamed))}{more}.{advice}");
        }
    }

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
