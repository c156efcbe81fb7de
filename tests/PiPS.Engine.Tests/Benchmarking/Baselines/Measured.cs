using PiPS.Engine.Benchmarking;
using PiPS.Engine.Benchmarking.Baselines;
using PiPS.Engine.Benchmarking.Cores;
using PiPS.Engine.Benchmarking.Scaling;
using PiPS.Engine.Estimating;
using PiPS.Engine.Machine;

namespace PiPS.Engine.Tests.Benchmarking.Baselines;

/// <summary>Measurements made up.</summary>
internal static class Measured
{
    public const long Trials = 1_000_000_000;

    public static PiEnvironment Machine { get; } = new()
    {
        Processor = "Some \"Processor\" 9 | 8-Core",
        Vendor = "AuthenticAMD",
        Sockets = 1,
        Cores = 8,
        LogicalProcessors = 16,
        AffinityCount = 16,
        ProcessorLimit = 1.5,
        UsableProcessors = 2,
        Microcode = "0xa101148",
        InstructionSets = "SSE4.2 AVX2",
        TotalMemory = 25_268_870_144,
        OperatingSystem = "Debian GNU/Linux 12 (bookworm)",
        KernelRelease = "6.1.0",
        Architecture = "X64",
        Runtime = ".NET 10.0.12",
        PowerShell = "7.6.5",
        HostName = "node01",
        Processors = [new() { Id = 0, Core = 0, Socket = 0, NumaNode = 0, IsUsable = true, MaximumFrequency = 3_700.5 }, new() { Id = 1 }],
    };

    public static BenchmarkSample Sample(double rate, int round = 1) => new()
    {
        Round = round,
        Trials = Trials,
        Hits = 785_398_163,
        StartUp = 0.001,
        Compute = Trials / rate,
        Elapsed = (Trials / rate) + 0.002,
        IsOutlier = round == 2,
    };

    public static ScalingPoint Point(params double[] rates) => new()
    {
        Type = "Thread",
        WorkerCount = 2,
        Median = 0.5,
        LowerBound = 0.4,
        UpperBound = 0.6,
        ConfidenceLevel = 0.95,
        Spread = 0.1,
        Outliers = 0,
        Rate = 2e9,
        RateLowerBound = 1.9e9,
        RateUpperBound = 2.1e9,
        SpeedUp = 1.9,
        Efficiency = 0.95,
        SerialFraction = -0.05,
        StartUp = 0.001,
        Weak = false,
        Pinning = "None",
        Trials = Trials,
        Duration = null,
        Seed = ulong.MaxValue,
        Generator = "Xoshiro256PlusPlus",
        BlockSize = 1 << 20,
        Samples = [.. rates.Select((rate, index) => Sample(rate, index + 1))],
        Environment = Machine,
    };

    public static CoreTest Core(int processor, params double[] rates) => new()
    {
        Processor = processor,
        Core = processor,
        Socket = null,
        NumaNode = 0,
        Hits = 785_398_163L * rates.Length,
        Expected = 785_398_163L * rates.Length,
        Verdict = "Pass",
        Rate = 1e9,
        Deviation = -0.01,
        Trials = Trials * Math.Max(1, rates.Length),
        WrongBlocks = [],
        Seed = 7,
        Generator = "Xoshiro256PlusPlus",
        Samples = [.. rates.Select((rate, index) => Sample(rate, index + 1))],
    };

    public static PiEstimate Estimate(double rate, ulong seed = 1, long hits = 785_398_163) => new(new(Trials, hits), 0.95)
    {
        ResumedTrials = 0,
        Seed = seed,
        Generator = "MersenneTwister",
        BlockSize = 12_500_000,
        Type = "Process",
        WorkerCount = 1,
        Elapsed = (Trials / rate) + 0.1,
        StartUp = 0.1,
        Compute = Trials / rate,
        Convergence = [new() { Elapsed = 0.5, Trials = 1, Hits = 1, Value = 4.0, LowerBound = 0.8, UpperBound = 4.0 }],
        Timeline = [new() { Worker = 0, Start = 0.0, End = 0.5, Activity = WorkerActivity.Computing }],
        Workers =
        [
            new()
            {
                Index = 0, ProcessId = 77, Host = "node01", Trials = Trials, Hits = hits, StartUp = 0.1, Waiting = 0.0, Computing = Trials / rate,
                Transfer = 1.0 / 3.0, Lost = false,
            },
        ],
    };

    public static PiBenchmark Benchmark(params object[] measurements)
    {
        BenchmarkBuilder builder = new(() => Machine);
        Assert.All(measurements, measurement => Assert.True(builder.Add(measurement)));
        return builder.Merge();
    }

    /// <summary>The only row of a comparison of two points.</summary>
    public static BenchmarkComparison Compare(double[] before, double[] after, ComparisonLimits? limits = null)
        => Assert.Single(BenchmarkComparer.Compare([Benchmark(Point(before))], [Benchmark(Point(after))], limits ?? new()).Comparisons);
}
