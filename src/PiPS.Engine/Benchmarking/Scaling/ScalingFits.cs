using PiPS.Engine.Estimating;

namespace PiPS.Engine.Benchmarking.Scaling;

/// <summary>Fits the laws of scaling to the points of a sweep.</summary>
public static class ScalingFits
{
    // The Universal Scalability Law has three parameters.
    private const int LeastForUniversal = 3;

    /// <summary>
    /// For each type Amdahl's law and the Universal Scalability Law; for a weak sweep Gustafson's in Amdahl's place. Points of the type
    /// Sequential are left out: they are of one worker.
    /// </summary>
    /// <param name="points">Points of one sweep, in any order.</param>
    /// <param name="notice">Told what couldn't be fitted though the rest could.</param>
    /// <exception cref="InvalidOptionException">There are no points, only one number of workers, points of different work, or points without a rate.</exception>
    public static IReadOnlyList<ScalingFit> Of(IEnumerable<ScalingPoint> points, Action<string>? notice = null)
    {
        ArgumentNullException.ThrowIfNull(points);
        IGrouping<string, ScalingPoint>[] types =
            [.. points.Where(point => point.Type != nameof(WorkerType.Sequential)).GroupBy(point => point.Type)];

        if (types.Length == 0)
        {
            throw ScalingErrors.NoPoints();
        }

        // All are checked before the first is fitted.
        types.ToList().ForEach(type => ThrowIfInvalid(type.Key, [.. type]));
        string[] few = [.. types.Where(type => !HasEnough(type)).Select(type => type.Key)];

        if (few.Length > 0)
        {
            notice?.Invoke($"The Universal Scalability Law takes three numbers of workers; there are two of {string.Join(" and ", few)}.");
        }

        return [.. types.SelectMany(type => OfType([.. type]))];
    }

    private static bool HasEnough(IEnumerable<ScalingPoint> points)
        => points.DistinctBy(point => point.WorkerCount).Count() >= LeastForUniversal;

    private static IEnumerable<ScalingFit> OfType(ScalingPoint[] points)
    {
        yield return LawFit.Of(points[0].Weak ? ScalingLaw.Gustafson : ScalingLaw.Amdahl, points);

        if (HasEnough(points))
        {
            yield return LawFit.Of(ScalingLaw.Universal, points);
        }
    }

    private static void ThrowIfInvalid(string type, ScalingPoint[] points)
    {
        ThrowIfMixed(type, points);

        if (points.FirstOrDefault(point => !(point.Rate > 0.0 && double.IsFinite(point.Rate)) || point.WorkerCount < 1) is ScalingPoint bad)
        {
            throw ScalingErrors.RateOutOfRange(bad);
        }

        if (points.DistinctBy(point => point.WorkerCount).Count() == 1)
        {
            throw ScalingErrors.TooFewPoints(type, points[0].WorkerCount);
        }
    }

    private static void ThrowIfMixed(string type, ScalingPoint[] points)
    {
        (string Name, Func<ScalingPoint, object?> Of)[] work =
        [
            ("weak or strong scaling", point => point.Weak),
            ("trials", point => point.Weak && point.WorkerCount > 0 ? point.Trials / point.WorkerCount : point.Trials),
            ("duration", point => point.Duration),
            ("generator", point => point.Generator),
            ("block size", point => point.BlockSize),
            ("pinning", point => point.Pinning),
            ("machine", point => (point.Environment?.HostName, point.Environment?.Processor)),
        ];

        string[] differs = [.. work.Where(part => points.Select(part.Of).Distinct().Count() > 1).Select(part => part.Name)];

        if (differs.Length > 0)
        {
            throw ScalingErrors.MixedWork(type, string.Join(", ", differs));
        }
    }
}
