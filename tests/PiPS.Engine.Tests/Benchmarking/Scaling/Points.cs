using PiPS.Engine.Benchmarking.Scaling;
using PiPS.Engine.Machine;

namespace PiPS.Engine.Tests.Benchmarking.Scaling;

/// <summary>Points of sweeps that nobody ran.</summary>
internal static class Points
{
    public static readonly PiEnvironment Machine = new() { UsableProcessors = 8, HostName = "node17", Processor = "A" };

    public static ScalingPoint Of(int workers, double rate, string type = "Thread", bool weak = false) => new()
    {
        Type = type,
        WorkerCount = workers,
        Median = 1.0,
        LowerBound = 1.0,
        UpperBound = 1.0,
        ConfidenceLevel = 0.95,
        Spread = 0.01,
        Outliers = 0,
        Rate = rate,
        RateLowerBound = rate,
        RateUpperBound = rate,
        SpeedUp = 1.0,
        Efficiency = 1.0,
        SerialFraction = null,
        StartUp = 0.0,
        Weak = weak,
        Pinning = "None",
        Trials = weak ? 1_000_000L * workers : 1_000_000,
        Duration = null,
        Seed = 1,
        Generator = "Xoshiro256PlusPlus",
        BlockSize = 1 << 20,
        Samples = [],
        Environment = Machine,
    };

    public static ScalingPoint[] Of(IEnumerable<(int Workers, double Rate)> rates, string type = "Thread", bool weak = false)
        => [.. rates.Select(pair => Of(pair.Workers, pair.Rate, type, weak))];
}
