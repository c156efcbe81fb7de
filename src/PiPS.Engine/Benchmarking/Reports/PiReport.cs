using System.Globalization;
using System.Text;
using PiPS.Engine.Benchmarking.Baselines;
using PiPS.Engine.Benchmarking.Cores;
using PiPS.Engine.Benchmarking.Reports.Sections;
using PiPS.Engine.Benchmarking.Scaling;
using PiPS.Engine.Estimating;
using PiPS.Engine.Machine;

namespace PiPS.Engine.Benchmarking.Reports;

/// <summary>Results of any kind as one page of HTML that needs nothing else: no network, no other file.</summary>
public sealed class PiReport
{
    private readonly List<PiEstimate> _estimates = [];
    private readonly List<(ScalingPoint Point, string Origin)> _points = [];
    private readonly List<ScalingFit> _fits = [];
    private readonly List<(CoreTest Core, string Origin)> _cores = [];
    private readonly List<BenchmarkComparison> _comparisons = [];
    private readonly List<PiEnvironment> _environments = [];

    /// <summary>The page's title.</summary>
    public string Title { get; init; } = "Benchmark report";

    /// <summary>When it is made.</summary>
    public DateTimeOffset Created { get; init; } = DateTimeOffset.Now;

    /// <summary>
    /// What it is made on: said to be what was measured where results don't say so themselves; nothing if that isn't sure.
    /// </summary>
    public PiEnvironment? Environment { get; init; }

    /// <summary>Whether nothing was added.</summary>
    public bool IsEmpty => _estimates.Count + _points.Count + _fits.Count + _cores.Count + _comparisons.Count == 0;

    internal IReportAssets Assets { get; init; } = EmbeddedAssets.Instance;

    /// <summary>Whether this build of PiPS has what charts are drawn by.</summary>
    public static bool HasCharts => EmbeddedAssets.Instance.ChartLibrary is not null;

    /// <summary>Adds a result.</summary>
    /// <param name="result">
    /// A <see cref="PiEstimate"/>, <see cref="ScalingPoint"/>, <see cref="ScalingFit"/>, <see cref="CoreTest"/>,
    /// <see cref="BenchmarkComparison"/> or <see cref="PiBenchmark"/>.
    /// </param>
    /// <returns>Whether it is one of these.</returns>
    public bool TryAdd(object? result)
    {
        switch (result)
        {
            case PiEstimate estimate:
                _estimates.Add(estimate);
                return true;
            case ScalingPoint point:
                _points.Add((point, point.Environment?.HostName ?? string.Empty));
                return true;
            case ScalingFit fit:
                _fits.Add(fit);
                return true;
            case CoreTest core:
                _cores.Add((core, string.Empty));
                return true;
            case BenchmarkComparison comparison:
                _comparisons.Add(comparison);
                return true;
            case PiBenchmark saved:
                _estimates.AddRange(saved.Estimates);
                _points.AddRange(saved.Scaling.Select(point => (point, Origin(saved))));
                _cores.AddRange(saved.Cores.Select(core => (core, Origin(saved))));
                _environments.Add(saved.Environment);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Writes the page as UTF-8.</summary>
    /// <exception cref="InvalidOptionException">Nothing was added.</exception>
    public void Write(Stream stream)
    {
        byte[] page = Encoding.UTF8.GetBytes(ToHtml());
        stream.Write(page);
    }

    /// <summary>The page.</summary>
    /// <exception cref="InvalidOptionException">Nothing was added.</exception>
    public string ToHtml()
    {
        if (IsEmpty)
        {
            throw ReportErrors.NothingToReport();
        }

        string? library = Assets.ChartLibrary;
        ReportPage page = new(library is not null);
        IReadOnlyList<ScalingSweep> sweeps = ScalingSweep.Of(_points, _fits);

        IReadOnlyList<MeasuredTogether<CoreTest>> cores = MeasuredTogether<CoreTest>.Of(_cores, _ => string.Empty, core => core.Processor.ToString(CultureInfo.InvariantCulture));

        new SummarySection(_estimates, sweeps, [.. _cores.Select(each => each.Core)], _comparisons).Write(page);
        new ComparisonSection(_comparisons).Write(page);
        new ScalingSection(sweeps, _fits).Write(page);

        foreach (MeasuredTogether<CoreTest> tested in cores)
        {
            new CoreSection(tested.Results, cores.Count > 1 ? tested.Origin : string.Empty).Write(page);
        }

        new EstimateSection(_estimates).Write(page);
        new EnvironmentSection(Environments(), IsMeasuredElsewhere).Write(page);

        return ReportDocument.Compose(ReportText.Clean(Title), Created, page, Assets.Style, Assets.Script, library);
    }

    // Comparisons and fits may be of files from anywhere.
    private bool IsMeasuredElsewhere => _environments.Count + _points.Count + _estimates.Count + _cores.Count == 0;

    private static string Origin(PiBenchmark saved) => string.Join(
        ", ", new[] { saved.Environment.HostName, saved.Created.ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture) }.Where(text => !string.IsNullOrEmpty(text)));

    // Those that results were measured on; and where results don't say, the one that this is made on.
    private List<PiEnvironment> Environments()
    {
        List<PiEnvironment> all = [.. _environments, .. _points.Select(each => each.Point.Environment).OfType<PiEnvironment>()];

        if (all.Count == 0 && Environment is not null)
        {
            all.Add(Environment);
        }

        return [.. all.DistinctBy(EnvironmentSection.Key)];
    }
}
