using PiPS.Engine.Estimating;
using PiPS.Engine.Sampling;

namespace PiPS.Engine.Tests.Estimating;

/// <summary>Bad input is refused before any work, with an id, what was refused, and what to do instead.</summary>
public sealed class OptionCheckTests
{
    private const long Most = BlockPlan.MaximumTrials;

    // what, options => id, target, part of the advice
    public static TheoryData<string, EstimateOptions, string, object, string> Refused => new()
    {
        { "no trials", new() { Trials = 0 }, "TrialsOutOfRange", 0L, "1e8" },
        { "fewer than none", new() { Trials = -1 }, "TrialsOutOfRange", -1L, "1e8" },
        { "the lowest", new() { Trials = long.MinValue }, "TrialsOutOfRange", long.MinValue, "1e8" },
        { "more than 2^62", new() { Trials = Most + 1 }, "TrialsOutOfRange", Most + 1, "1e8" },
        { "no workers", new() { WorkerCount = 0 }, "WorkerCountOutOfRange", 0, "Leave it out" },
        { "too many workers", new() { WorkerCount = 4097, Type = WorkerType.Process },
            "WorkerCountOutOfRange", 4097, "Leave it out" },
        { "workers for nothing", new() { WorkerCount = 2, Type = WorkerType.Sequential },
            "WorkerCountWithSequential", 2, "Thread or Process" },
        { "one worker for nothing", new() { WorkerCount = 1, Type = WorkerType.Sequential },
            "WorkerCountWithSequential", 1, "Leave" },
        { "pinning of the caller", new() { Type = WorkerType.Sequential, Pinning = WorkerPinning.Spread },
            "PinningWithType", WorkerPinning.Spread, "Thread or Process" },
        { "pinning of whatever", new() { Pinning = WorkerPinning.Compact }, "PinningWithType", WorkerPinning.Compact, "Leave the pinning out" },
        { "pinning", new() { Type = WorkerType.Thread, Pinning = (WorkerPinning)7 },
            "UnknownPinning", (WorkerPinning)7, "None, Spread, Compact" },
        { "generator", new() { Generator = (Generator)9 },
            "UnknownGenerator", (Generator)9, "Xoshiro256PlusPlus, MersenneTwister" },
        { "type", new() { Type = (WorkerType)9 }, "UnknownWorkerType", (WorkerType)9, "Auto, Sequential, Thread, Process" },
        { "blocks cut for another", new() { BlockSize = 1L << 20 }, "BlockSizeWithGenerator", 1L << 20, "MersenneTwister" },
        { "block of nothing", Twister(0), "BlockSizeOutOfRange", 0L, "12500000" },
        { "block of less", Twister(-5), "BlockSizeOutOfRange", -5L, "12500000" },
        { "block of too many", Twister(Most + 1), "BlockSizeOutOfRange", Most + 1, "12500000" },
        { "no error", new() { TargetError = 0.0 }, "TargetErrorOutOfRange", 0.0, "1e-4" },
        { "error below none", new() { TargetError = -1e-4 }, "TargetErrorOutOfRange", -1e-4, "1e-4" },
        { "no number", new() { TargetError = double.NaN }, "TargetErrorOutOfRange", double.NaN, "1e-4" },
        { "no end", new() { TargetError = double.PositiveInfinity }, "TargetErrorOutOfRange", double.PositiveInfinity, "1e-4" },
        { "out of reach", new() { TargetError = 1e-10 }, "TargetErrorOutOfReach", 1e-10, "1e-6" },
        { "far out of reach", new() { TargetError = double.Epsilon, Trials = 5 },
            "TargetErrorOutOfReach", double.Epsilon, "1e-6" },
        { "no time", new() { Duration = TimeSpan.Zero }, "DurationOutOfRange", TimeSpan.Zero, "00:10:00" },
        { "time before", new() { Duration = TimeSpan.FromTicks(-1) }, "DurationOutOfRange", TimeSpan.FromTicks(-1), "00:10:00" },
        { "decades", new() { Duration = TimeSpan.MaxValue }, "DurationOutOfRange", TimeSpan.MaxValue, "00:10:00" },
        { "level 0", new() { ConfidenceLevel = 0.0 }, "ConfidenceLevelOutOfRange", 0.0, "0.95" },
        { "level 1", new() { ConfidenceLevel = 1.0 }, "ConfidenceLevelOutOfRange", 1.0, "0.95" },
        { "percent", new() { ConfidenceLevel = 95.0 }, "ConfidenceLevelOutOfRange", 95.0, "0.95" },
        { "no level", new() { ConfidenceLevel = double.NaN }, "ConfidenceLevelOutOfRange", double.NaN, "0.95" },
    };

    // what, options
    public static TheoryData<string, EstimateOptions> Taken => new()
    {
        { "nothing given", new() },
        { "one trial", new() { Trials = 1 } },
        { "2^62 trials", new() { Trials = Most } },
        { "4096 workers", new() { WorkerCount = 4096 } },
        { "one worker of any kind", new() { WorkerCount = 1 } },
        { "a block of one trial", Twister(1) },
        { "a block of all trials", Twister(Most) },
        { "a target that the trials end long before", new() { TargetError = 1e-8, Trials = 1 } },
        { "a target that anything meets", new() { TargetError = double.MaxValue } },
        { "the shortest time", new() { Duration = TimeSpan.FromTicks(1) } },
        { "27 years", new() { Duration = TimeSpan.FromDays(10_000) } },
        { "no confidence", new() { ConfidenceLevel = double.Epsilon } },
        { "near certainty", new() { ConfidenceLevel = Math.BitDecrement(1.0) } },
    };

    [Theory, MemberData(nameof(Refused))]
    public void Refuses_what_can_not_be(string what, EstimateOptions options, string id, object target, string advice)
    {
        InvalidOptionException refused = Assert.Throws<InvalidOptionException>(
            () => EstimateRun.Execute(
                options, () => throw new InvalidOperationException("Work was begun."),
                    null, TimeProvider.System, TestContext.Current.CancellationToken));

        Assert.Equal((what, id, target), (what, refused.Id, refused.Target));
        Assert.Contains(advice, refused.Advice, StringComparison.Ordinal);
        Assert.EndsWith(".", refused.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", refused.Advice, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message + refused.Advice);
    }

    [Theory, MemberData(nameof(Taken))]
    public void Takes_what_can_be(string what, EstimateOptions options)
    {
        EstimateRun.ThrowIfInvalid(options);
        Assert.NotEmpty(what);
    }

    // target error, confidence level => part of the message
    [Theory]
    [InlineData(1e-10, 0.95, "would take about 1.04E+21 trials")]
    [InlineData(1e-9, 0.9999, "would take about 4.08E+19 trials")]
    [InlineData(1e-300, 0.95, "can't be reached")]
    public void Says_how_many_trials_a_target_out_of_reach_would_take(double target, double level, string part)
    {
        InvalidOptionException refused = Assert.Throws<InvalidOptionException>(
            () => EstimateRun.ThrowIfInvalid(new() { TargetError = target, ConfidenceLevel = level }));

        Assert.Contains(part, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_the_same_in_every_culture() => Cultures.In("de-DE", () =>
    {
        InvalidOptionException refused = Assert.Throws<InvalidOptionException>(
            () => EstimateRun.ThrowIfInvalid(new() { TargetError = 1.5e-10 }));
        Assert.Contains("1.5E-10", refused.Message, StringComparison.Ordinal);

        refused = Assert.Throws<InvalidOptionException>(() => EstimateRun.ThrowIfInvalid(new() { ConfidenceLevel = 1.5 }));
        Assert.Contains("; 1.5 isn't", refused.Message, StringComparison.Ordinal);
    });

    private static EstimateOptions Twister(long blockSize)
        => new() { Generator = Generator.MersenneTwister, BlockSize = blockSize };
}
