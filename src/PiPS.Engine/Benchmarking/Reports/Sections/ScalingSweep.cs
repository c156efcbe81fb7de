using System.Globalization;
using PiPS.Engine.Benchmarking.Scaling;
using PiPS.Engine.Estimating;
using PiPS.Engine.Machine;

namespace PiPS.Engine.Benchmarking.Reports.Sections;

/// <summary>Points that belong together: the same work on the same machine, by workers of one kind or several.</summary>
/// <param name="Title">What it is called: weak or strong, and of which machine, if there are several.</param>
/// <param name="Work">The work in words.</param>
/// <param name="Points">Its points, by kind and number of workers.</param>
/// <param name="Fits">The laws fitted to them.</param>
internal sealed record ScalingSweep(string Title, string Work, IReadOnlyList<ScalingPoint> Points, IReadOnlyList<ScalingFit> Fits)
{
    /// <summary>The kinds of workers, in the order of their first points.</summary>
    public IReadOnlyList<string> Types => [.. Points.Select(point => point.Type).Distinct()];

    public bool IsWeak => Points[0].Weak;

    public IReadOnlyList<ScalingPoint> Of(string type) => [.. Points.Where(point => point.Type == type)];

    /// <param name="points">Points of any sweeps, with the machines and times they come from.</param>
    /// <param name="fits">Fits that were given.</param>
    public static IReadOnlyList<ScalingSweep> Of(IReadOnlyList<(ScalingPoint Point, string Origin)> points, IReadOnlyList<ScalingFit> fits)
    {
        IReadOnlyList<MeasuredTogether<ScalingPoint>> groups = MeasuredTogether<ScalingPoint>.Of(
            points, Key, point => $"{point.Type}|{point.WorkerCount.ToString(CultureInfo.InvariantCulture)}");
        return [.. groups.Select(group => new ScalingSweep(
            (group.Results[0].Weak ? "Weak scaling" : "Strong scaling") + (groups.Count > 1 && group.Origin.Length > 0 ? $": {group.Origin}" : string.Empty),
            Describe(group.Results[0]),
            [.. group.Results.OrderBy(point => point.Type, StringComparer.Ordinal).ThenBy(point => point.WorkerCount)],

            // A fit doesn't say which sweep it is of: with several it can't be told.
            groups.Count == 1 && fits.Count > 0 ? fits : Fit(group.Results)))];
    }

    private static IReadOnlyList<ScalingFit> Fit(IEnumerable<ScalingPoint> points)
    {
        try
        {
            return ScalingFits.Of(points);
        }
        catch (InvalidOptionException)
        {
            // Too few points, or points that no law fits: their report has them all the same.
            return [];
        }
    }

    private static string Key(ScalingPoint point) => string.Join(
        '|', point.Weak, point.Pinning, point.Trials is long trials ? (point.Weak ? trials / point.WorkerCount : trials) : null, point.Duration, point.Seed,
        point.Generator, point.BlockSize, point.Environment is PiEnvironment machine ? EnvironmentSection.Key(machine) : null);

    private static string Describe(ScalingPoint point)
    {
        string work = point.Duration is double seconds ? $"{ReportText.Seconds(seconds)} a run"
            : point.Trials is not long trials ? "Runs"
            : point.Weak ? $"{ReportText.Count((double)trials / point.WorkerCount)} trials a worker"
            : $"{ReportText.Count(trials)} trials a run";
        string pinning = point.Pinning == "None" ? "workers not pinned" : $"workers pinned ({point.Pinning})";
        return $"{work}, {point.Generator}, seed {point.Seed}, {pinning}";
    }
}
