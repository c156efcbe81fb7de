using System.Globalization;
using System.Management.Automation;
using PiPS.Engine.Benchmarking.Baselines;
using PiPS.Engine.Benchmarking.Scaling;
using PiPS.Engine.Estimating;
using PiPS.Engine.Machine;

namespace PiPS.Cmdlets.Benchmarks;

/// <summary>Takes the rows of a sweep as they are, or as they come back from a file, a job or another machine.</summary>
/// <remarks>PowerShell's own conversion refuses all but the first: what they came back as has texts for lists, and read-only properties.</remarks>
internal static class ScalingRows
{
    /// <summary>The points that something has: a row, or a benchmark's rows.</summary>
    /// <exception cref="InvalidOptionException">It is no row.</exception>
    public static IEnumerable<ScalingPoint> Of(PSObject given) => given.BaseObject switch
    {
        ScalingPoint point => [point],
        PiBenchmark benchmark => benchmark.Scaling,
        _ => [Kept(given)],
    };

    /// <summary>What a fit needs of it.</summary>
    private static ScalingPoint Kept(PSObject row)
    {
        try
        {
            return new()
            {
                Type = Text(row, nameof(ScalingPoint.Type)) ?? throw new FormatException(),
                WorkerCount = (int)(Whole(row, nameof(ScalingPoint.WorkerCount), 1, int.MaxValue) ?? throw new FormatException()),
                Rate = Number(row, nameof(ScalingPoint.Rate)) ?? throw new FormatException(),
                Weak = Plain(row, nameof(ScalingPoint.Weak)) is object weak && bool.Parse($"{weak}"),
                Pinning = Text(row, nameof(ScalingPoint.Pinning)) ?? nameof(WorkerPinning.None),
                Trials = Whole(row, nameof(ScalingPoint.Trials), 1, BlockPlan.MaximumTrials),
                Duration = Number(row, nameof(ScalingPoint.Duration)),
                Generator = Text(row, nameof(ScalingPoint.Generator)) ?? string.Empty,
                BlockSize = Whole(row, nameof(ScalingPoint.BlockSize), 1, BlockPlan.MaximumTrials) ?? 0,
                Environment = Machine(row),
                Samples = [],
                Median = 0.0,
                LowerBound = 0.0,
                UpperBound = 0.0,
                ConfidenceLevel = 0.0,
                Spread = 0.0,
                Outliers = 0,
                RateLowerBound = 0.0,
                RateUpperBound = 0.0,
                SpeedUp = 0.0,
                Efficiency = 0.0,
                SerialFraction = null,
                StartUp = 0.0,
                Seed = 0,
            };
        }
        catch (Exception error) when (error is PSInvalidCastException or FormatException or InvalidOperationException)
        {
            throw ScalingErrors.NotAPoint(row.BaseObject, row.TypeNames[0]);
        }
    }

    private static PiEnvironment Machine(PSObject row)
    {
        PSObject? kept = row.Properties[nameof(ScalingPoint.Environment)]?.Value is object value ? PSObject.AsPSObject(value) : null;
        return new()
        {
            UsableProcessors = 0,
            HostName = kept is null ? null : Text(kept, nameof(PiEnvironment.HostName)),
            Processor = kept is null ? null : Text(kept, nameof(PiEnvironment.Processor)),
        };
    }

    private static long? Whole(PSObject row, string name, long least, long most) => Plain(row, name) is not object given ? null
        : (long)new WholeNumber(given).Within(name, least, most, _ => throw new FormatException());

    private static double? Number(PSObject row, string name) => Plain(row, name) switch
    {
        null => null,
        string text => Parse(text, CultureInfo.InvariantCulture) ?? Parse(text, CultureInfo.CurrentCulture) ?? throw new FormatException(),
        object value => (double)LanguagePrimitives.ConvertTo(value, typeof(double), CultureInfo.InvariantCulture),
    };

    // CSV has the writer's culture. Without groups of digits: a decimal comma would pass for one, and a rate be a million times as high.
    private static double? Parse(string text, CultureInfo culture)
        => double.TryParse(text, NumberStyles.Float, culture, out double value) ? value : null;

    private static string? Text(PSObject row, string name) => Plain(row, name)?.ToString();

    // An empty text is CSV's nothing.
    private static object? Plain(PSObject row, string name)
    {
        object? value = row.Properties[name]?.Value;
        value = value is PSObject wrapped ? wrapped.BaseObject : value;
        return value is "" ? null : value;
    }
}
