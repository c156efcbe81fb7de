using PiPS.Engine.Benchmarking;
using PiPS.Engine.Benchmarking.Baselines;
using PiPS.Engine.Benchmarking.Cores;
using PiPS.Engine.Benchmarking.Scaling;
using PiPS.Engine.Estimating;
using PiPS.Engine.Machine;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Tests.Benchmarking.Reports;

/// <summary>Results of any size, made up.</summary>
internal static class ReportSamples
{
    public static readonly PiEnvironment Machine = new()
    {
        HostName = "node17",
        Processor = "Example 9000",
        UsableProcessors = 64,
        Cores = 64,
        LogicalProcessors = 128,
        Runtime = ".NET 10",
    };

    public static ScalingFit Fit(string law, string type) => new()
    {
        Law = law,
        Type = type,
        WorkerRate = 1e9,
        WorkerRateError = 1e7,
        SerialFraction = 0.02,
        SerialFractionError = 0.001,
        Coherency = law == ScalingLaw.Universal ? 1e-4 : 0.0,
        CoherencyError = law == ScalingLaw.Universal ? 1e-5 : null,
        Points = 7,
        RelativeError = 0.01,
        Explained = 0.999,
        PeakWorkerCount = law == ScalingLaw.Universal ? 99 : null,
        PeakSpeedUp = 25,
        PeakRate = 2.5e10,
    };

    public static ScalingPoint Point(string type, int workers, string host = "node17", bool weak = false)
    {
        double speedUp = workers / (1.0 + (0.02 * (workers - 1)));
        double rate = 1e9 * speedUp;
        double seconds = 1e11 / rate;
        return new()
        {
            Type = type,
            WorkerCount = workers,
            Median = seconds,
            LowerBound = seconds * 0.98,
            UpperBound = seconds * 1.02,
            ConfidenceLevel = 0.9375,
            Spread = 0.02,
            Outliers = 1,
            Rate = rate,
            RateLowerBound = rate * 0.98,
            RateUpperBound = rate * 1.02,
            SpeedUp = speedUp,
            Efficiency = speedUp / workers,
            SerialFraction = workers == 1 ? null : 0.02,
            StartUp = 0.05,
            Weak = weak,
            Pinning = "None",
            Trials = 100_000_000_000,
            Duration = null,
            Seed = 42,
            Generator = "Xoshiro256PlusPlus",
            BlockSize = 1 << 20,
            Samples = [.. Enumerable.Range(1, 5).Select(round => Sample(round, seconds * (1.0 + (0.005 * round)), round == 5))],
            Environment = Machine with { HostName = host },
        };
    }

    public static CoreTest Core(int processor, string verdict = "Pass") => new()
    {
        Processor = processor,
        Core = processor / 2,
        Socket = processor / 256,
        NumaNode = processor / 128,
        Hits = verdict == "Miscount" ? 785 : 786,
        Expected = 786,
        Verdict = verdict,
        Rate = verdict == "Slow" ? 5e8 : 1e9 + (processor % 7 * 1e6),
        Deviation = verdict == "Slow" ? -0.5 : processor % 7 * 0.001,
        Trials = 1000,
        WrongBlocks = verdict == "Miscount" ? [3, 17] : [],
        Seed = 42,
        Generator = "Xoshiro256PlusPlus",
        Samples = [Sample(1, 1.0, false)],
    };

    public static BenchmarkComparison Comparison(int workers, double ratio, string verdict, string work = "1e11 trials") => new()
    {
        Type = "Thread",
        WorkerCount = workers,
        Work = work,
        ReferenceRate = 1e9,
        DifferenceRate = ratio * 1e9,
        Ratio = ratio,
        LowerBound = ratio * 0.97,
        UpperBound = ratio * 1.03,
        ConfidenceLevel = 0.95,
        Threshold = 0.05,
        Verdict = verdict,
        ReferenceSamples = 10,
        DifferenceSamples = 12,
        SameEnvironment = true,
    };

    public static PiEstimate Estimate(int workers, string host = "node17")
    {
        ConvergenceLog log = new();

        for (int i = 1; i <= 200; i++)
        {
            log.Add(TimeSpan.FromSeconds(i * 0.05), new(i * 10_000_000L, (i * 7_853_981L) + (i % 5 * 500)));
        }

        Tally tally = new(2_000_000_000, 1_570_796_200);
        return new(tally, 0.95)
        {
            Seed = 42,
            Generator = "Xoshiro256PlusPlus",
            BlockSize = 1 << 20,
            Type = "Process",
            ResumedTrials = 0,
            WorkerCount = workers,
            Elapsed = 10.1,
            StartUp = 0.1,
            Compute = 9.9,
            Workers = [.. Enumerable.Range(0, workers).Select(i => new WorkerReport
            {
                Index = i, ProcessId = 4000 + i, Host = host, Trials = tally.Trials / workers, Hits = tally.Hits / workers, StartUp = 0.1, Waiting = 1.0, Computing = 8.0,
                Transfer = 0.9, Lost = i == 1,
            })],
            Convergence = log.Points(0.95),
            Timeline = [.. Enumerable.Range(0, workers).SelectMany(Spans)],
        };
    }

    private static IEnumerable<WorkerSpan> Spans(int worker)
    {
        yield return new() { Worker = worker, Start = 0.0, End = 0.1 + (0.01 * (worker % 10)), Activity = WorkerActivity.StartUp };
        yield return new() { Worker = worker, Start = 0.1 + (0.01 * (worker % 10)), End = 8.0, Activity = WorkerActivity.Computing };
        yield return new() { Worker = worker, Start = 8.0, End = 8.5, Activity = worker == 1 ? WorkerActivity.Lost : WorkerActivity.Transfer };
        yield return new() { Worker = worker, Start = 8.5, End = 10.0, Activity = WorkerActivity.Waiting };
    }

    private static BenchmarkSample Sample(int round, double seconds, bool outlier)
        => new() { Round = round, Trials = 100_000_000_000, Hits = 78_539_816_339, StartUp = 0.05, Compute = seconds, Elapsed = seconds + 0.06, IsOutlier = outlier };
}
