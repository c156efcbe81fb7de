using PiPS.Engine.Benchmarking.Statistics;
using PiPS.Engine.Estimating;

namespace PiPS.Engine.Benchmarking.Baselines;

/// <summary>Sets two benchmarks side by side, point by point.</summary>
public static class BenchmarkComparer
{
    /// <summary>Compares rates of the same work.</summary>
    /// <remarks>
    /// By logarithms, so that a ratio and its inverse are as far from 1, and what disturbs a run in proportion to its length disturbs alike.
    /// </remarks>
    /// <param name="reference">What is compared with; the points of several are put together.</param>
    /// <param name="difference">What is compared.</param>
    /// <param name="limits">What counts as a difference, and how sure it has to be.</param>
    /// <exception cref="InvalidOptionException">
    /// A limit is out of its range, a side has nothing in it or what can't be, or they have no work in common.
    /// </exception>
    public static ComparisonReport Compare(
        IReadOnlyCollection<PiBenchmark> reference, IReadOnlyCollection<PiBenchmark> difference, ComparisonLimits limits)
    {
        limits.ThrowIfInvalid();
        List<MeasuredWork> before = Works(reference, "reference"), after = Works(difference, "difference");
        Dictionary<BenchmarkWork, MeasuredWork> others = after.ToDictionary(work => work.Work);
        List<(MeasuredWork Before, MeasuredWork After)> both =
            [.. before.Where(work => others.ContainsKey(work.Work)).Select(work => (work, others[work.Work]))];

        if (both.Count == 0)
        {
            throw BenchmarkErrors.NoCommonWork(Words(before[0].Work), Words(after[0].Work));
        }

        ILookup<bool, (MeasuredWork Before, MeasuredWork After)> wrong = both.ToLookup(pair => HitsDiffer(pair.Before, pair.After));
        List<BenchmarkComparison> comparisons = [.. wrong[false].Select(pair => Compare(pair.Before, pair.After, limits))];
        HashSet<BenchmarkWork> known = [.. both.Select(pair => pair.Before.Work)];

        return new()
        {
            Comparisons = comparisons,
            OnlyReference = Missing(before, known),
            OnlyDifference = Missing(after, known),
            Miscounted = [.. wrong[true].Select(pair => Words(pair.Before.Work))],
            EnvironmentDifferences = [.. both.SelectMany(pair => Differences(pair.Before, pair.After)).Distinct()],
            TooFewSamples = [.. wrong[false].Where(pair => IsTooFew(pair.Before, pair.After, limits)).Select(pair => Words(pair.Before.Work))],
            SamplesNeeded = MannWhitney.SamplesFor(limits.ConfidenceLevel),
        };
    }

    private static List<MeasuredWork> Works(IReadOnlyCollection<PiBenchmark> side, string name)
    {
        foreach (PiBenchmark benchmark in side)
        {
            BenchmarkCheck.ThrowIfDamaged(benchmark);
        }

        List<MeasuredWork> works = MeasuredWork.Of(side);
        return works.Count > 0 ? works : throw BenchmarkErrors.NothingMeasured(name);
    }

    private static BenchmarkComparison Compare(MeasuredWork before, MeasuredWork after, ComparisonLimits limits)
    {
        ShiftInterval interval = Interval(before, after, limits);
        double lower = Math.Exp(interval.Lower), upper = Math.Exp(interval.Upper);

        return new()
        {
            Type = before.Work.Type,
            WorkerCount = before.Work.WorkerCount,
            Processor = before.Work.Processor,
            Work = before.Work.ToString(),
            ReferenceRate = before.MedianRate,
            DifferenceRate = after.MedianRate,
            Ratio = Math.Exp(interval.Shift),
            LowerBound = lower,
            UpperBound = upper,
            ConfidenceLevel = interval.ConfidenceLevel,
            Threshold = limits.Threshold,
            Verdict = limits.Verdict(lower, upper, interval.ConfidenceLevel),
            ReferenceSamples = before.Samples.Count,
            DifferenceSamples = after.Samples.Count,
            SameEnvironment = !Differences(before, after).Any(),
        };
    }

    private static ShiftInterval Interval(MeasuredWork before, MeasuredWork after, ComparisonLimits limits)
        => ShiftInterval.Of([.. before.Rates.Select(rate => Math.Log(rate))], [.. after.Rates.Select(rate => Math.Log(rate))], limits.ConfidenceLevel);

    private static bool IsTooFew(MeasuredWork before, MeasuredWork after, ComparisonLimits limits)
        => MannWhitney.Outside(before.Samples.Count, after.Samples.Count, (1.0 - limits.ConfidenceLevel) / 2.0) == 0;

    // The same seed and trials give the same hits anywhere: or a processor is broken, and its speed is no matter.
    private static bool HitsDiffer(MeasuredWork before, MeasuredWork after)
        => before.Miscounted || after.Miscounted || before.KnownHits.Concat(after.KnownHits).Distinct().CountBy(known => known.Run).Any(run => run.Value > 1);

    private static IEnumerable<string> Differences(MeasuredWork before, MeasuredWork after)
        => before.Settings.SelectMany(reference => after.Settings.SelectMany(setting => setting.DifferencesFrom(reference)));

    private static string[] Missing(List<MeasuredWork> works, HashSet<BenchmarkWork> known)
        => [.. works.Where(work => !known.Contains(work.Work)).Select(work => Words(work.Work))];

    private static string Words(BenchmarkWork work) => $"{work.Place} ({work})";
}
