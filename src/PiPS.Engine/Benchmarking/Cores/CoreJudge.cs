using MathNet.Numerics.Distributions;
using PiPS.Engine.Benchmarking.Statistics;
using PiPS.Engine.Machine;

namespace PiPS.Engine.Benchmarking.Cores;

/// <summary>Compares what each processor counted with what the blocks have, and its rate with the others'.</summary>
internal sealed class CoreJudge
{
    private const int MostWrongBlocks = 100;

    // A processor's slower cores are slower by design: each is compared with those of about its highest frequency.
    private const double AlikeFrequencies = 0.15;

    // How often a processor that is no slower may be called so, at most.
    private const double SignificanceLevel = 0.05;

    private readonly CoreTestOptions _options;
    private readonly IReadOnlyList<CoreKernel> _kernels;
    private readonly IReadOnlyCollection<CoreRecord> _records;
    private readonly long[] _expected;
    private readonly Dictionary<int, LogicalProcessor> _places;

    public CoreJudge(
        CoreTestOptions options,
        IReadOnlyList<CoreKernel> kernels,
        IReadOnlyCollection<CoreRecord> records,
        long[] expected,
        IEnumerable<LogicalProcessor> places)
    {
        _options = options;
        _kernels = kernels;
        _records = records;
        _expected = expected;
        _places = places.ToDictionary(place => place.Id);
    }

    /// <summary>A row for each processor.</summary>
    public IReadOnlyList<CoreTest> Rows() => [.. _records.Select(Row)];

    private CoreTest Row(CoreRecord record)
    {
        BlockTally tally = record.Tally;
        LogicalProcessor? place = _places.GetValueOrDefault(record.Processor);
        int[] wrong = [.. Blocks().Where(block => tally.WrongCounts(block, _expected[block]) > 0)];
        double deviation = Deviation(record);

        return new()
        {
            Processor = record.Processor,
            Core = place?.Core,
            Socket = place?.Socket,
            NumaNode = place?.NumaNode,
            Hits = tally.Hits,
            Expected = Blocks().Sum(block => tally.CountsOf(block) * _expected[block]),
            Verdict = Verdict(record, wrong.Length > 0, deviation).ToString(),
            Rate = record.Samples.Count == 0 ? 0.0 : Rate(record),
            Deviation = deviation,
            Trials = tally.Counts * GoldenBlocks.Size,
            WrongBlocks = [.. wrong.Take(MostWrongBlocks).Select(block => (long)block)],
            WrongCounts = wrong.Sum(block => tally.WrongCounts(block, _expected[block])),
            WrongKernels = [.. Enumerable.Range(0, _kernels.Count)
                .Where(kernel => wrong.Any(block => tally.WrongCounts(kernel, block, _expected[block]) > 0))
                .Select(kernel => _kernels[kernel].Name)],
            Seed = _options.Seed,
            Generator = _options.Generator.ToString(),
            Samples = Marked(record.Samples),
        };
    }

    private CoreVerdict Verdict(CoreRecord record, bool isWrong, double deviation)
        => isWrong ? CoreVerdict.Miscount
            : record.IsLost ? CoreVerdict.Lost
            : deviation < -_options.SlowThreshold && IsSlowInMostRounds(record) ? CoreVerdict.Slow
            : CoreVerdict.Pass;

    /// <remarks>
    /// A sign test, round by round, so that what slows the whole machine for a while accuses nobody: if a processor were no slower
    /// than the threshold, it would be below it in half of the rounds at most. It takes five rounds to say so at this level.
    /// </remarks>
    private bool IsSlowInMostRounds(CoreRecord record)
    {
        int rounds = 0;
        int slow = 0;

        foreach (BenchmarkSample own in record.Samples)
        {
            double[] others = [.. Others(record)
                .Select(other => other.Samples.FirstOrDefault(sample => sample.Round == own.Round)?.Rate)
                .OfType<double>()];

            if (others.Length > 0)
            {
                rounds++;
                slow += own.Rate < (1.0 - _options.SlowThreshold) * Median.Of(others) ? 1 : 0;
            }
        }

        return slow > 0 && 1.0 - Binomial.CDF(0.5, rounds, slow - 1) <= SignificanceLevel;
    }

    private double Deviation(CoreRecord record)
    {
        double[] others = [.. Others(record).Select(Rate)];
        return record.Samples.Count == 0 || others.Length == 0 ? 0.0 : (Rate(record) / Median.Of(others)) - 1.0;
    }

    private IEnumerable<CoreRecord> Others(CoreRecord record)
        => _records.Where(other => other != record && !other.IsLost && other.Samples.Count > 0 && AreAlike(record, other));

    private bool AreAlike(CoreRecord one, CoreRecord other)
        => Frequency(one) is not double first || Frequency(other) is not double second
            || Math.Abs(first - second) <= AlikeFrequencies * Math.Max(first, second);

    private double? Frequency(CoreRecord record) => _places.GetValueOrDefault(record.Processor)?.MaximumFrequency;

    private static double Rate(CoreRecord record) => Median.Of([.. record.Samples.Select(sample => sample.Rate)]);

    private static BenchmarkSample[] Marked(IReadOnlyList<BenchmarkSample> samples)
    {
        bool[] outliers = samples.Count == 0 ? [] : Outliers.Among([.. samples.Select(sample => sample.Rate)]);
        return [.. samples.Zip(outliers, (sample, isOutlier) => sample with { IsOutlier = isOutlier })];
    }

    private static IEnumerable<int> Blocks() => Enumerable.Range(0, GoldenBlocks.Count);
}
