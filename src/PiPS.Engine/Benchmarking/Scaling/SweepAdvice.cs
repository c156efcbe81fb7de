using System.Globalization;
using PiPS.Engine.Benchmarking.Statistics;
using PiPS.Engine.Estimating;
using PiPS.Engine.Machine;
using PiPS.Engine.Sampling;

namespace PiPS.Engine.Benchmarking.Scaling;

/// <summary>What users should know of a sweep that is done all the same.</summary>
internal static class SweepAdvice
{
    /// <summary>What can be seen before any work.</summary>
    public static List<string> Before(ScalingOptions options, IReadOnlyList<SweepPoint> points, PiEnvironment environment)
    {
        List<string> advice = [];
        int most = points.Max(point => point.WorkerCount);
        int enough = MedianInterval.SamplesFor(options.ConfidenceLevel);

        if (options.MostRounds < enough)
        {
            advice.Add(Said($"{options.MostRounds} repeats are too few for intervals of {100.0 * options.ConfidenceLevel:G6} %: that takes {enough}. ConfidenceLevel says what they have."));
        }

        if (options.Launcher is null && most > environment.UsableProcessors)
        {
            advice.Add(Said($"There are {environment.UsableProcessors} usable processors: {most} workers take turns on them."));
        }

        long blockSize = TrialSources.DefaultBlockSize(options.Generator);

        if (options.Trials is long trials && !options.Weak && new BlockPlan(trials, blockSize).BlockCount is long blocks && blocks < most)
        {
            advice.Add(Said($"{trials} trials make {blocks} {(blocks == 1 ? "block" : "blocks")} (of {blockSize}): some of {most} workers have nothing to do."));
        }

        return advice;
    }

    /// <summary>What a sweep didn't reach.</summary>
    public static List<string> After(ScalingOptions options, int rounds, bool isTimeOver, ScalingSummary summary)
    {
        string when = isTimeOver
            ? Said($"The time of {options.MaximumDuration:c} was over after {rounds} {(rounds == 1 ? "round" : "rounds")}")
            : Said($"{rounds} {(rounds == 1 ? "round" : "rounds")} {(rounds == 1 ? "was" : "were")} run");
        int enough = MedianInterval.SamplesFor(options.ConfidenceLevel);
        List<string> advice = [];

        if (rounds < options.LeastRounds)
        {
            advice.Add($"{when}; {options.LeastRounds} were to be run. Allow more time, or give fewer trials or numbers of workers.");
        }
        else if (rounds < enough && options.MostRounds >= enough)
        {
            advice.Add(Said($"{when}, which is too few for intervals of {100.0 * options.ConfidenceLevel:G6} %: that takes {enough}. ConfidenceLevel says what they have."));
        }
        else if (summary.WidestSpread > options.TargetSpread)
        {
            (SweepPoint point, double spread) = summary.Widest;
            advice.Add(Said($"{when}, and the spread of {point} is still {spread:G3} (wanted: {options.TargetSpread:G3}). Look for what else runs on this machine, give more trials, or allow more repeats."));
        }

        return advice;
    }

    private static string Said(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
