using PiPS.Engine.Benchmarking.Scaling;
using PiPS.Engine.Estimating;
using PiPS.Engine.Machine;
using PiPS.Engine.Sampling;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Tests.Benchmarking.Scaling;

/// <summary>Bad input is refused before any work, with an id and what to do instead.</summary>
public sealed class ScalingOptionTests
{
    // what, options => id
    public static TheoryData<string, ScalingOptions, string> Refused => new()
    {
        { "no workers", new() { WorkerCounts = [1, 0] }, "WorkerCountOutOfRange" },
        { "too many workers", new() { WorkerCounts = [4097] }, "WorkerCountOutOfRange" },
        { "no counts", new() { WorkerCounts = [] }, "NoWorkerCounts" },
        { "no types", new() { Types = [] }, "TypeNotMeasured" },
        { "any type", new() { Types = [WorkerType.Auto] }, "TypeNotMeasured" },
        { "unknown type", new() { Types = [(WorkerType)9] }, "UnknownWorkerType" },
        { "counts of the caller", new() { Types = [WorkerType.Sequential], WorkerCounts = [2] }, "WorkerCountWithSequential" },
        { "pinned caller", new() { Types = [WorkerType.Thread, WorkerType.Sequential], Pinning = WorkerPinning.Spread }, "PinningWithType" },
        { "unknown pinning", new() { Pinning = (WorkerPinning)9 }, "UnknownPinning" },
        { "unknown generator", new() { Generator = (Generator)9 }, "UnknownGenerator" },
        { "no trials", new() { Trials = 0 }, "TrialsOutOfRange" },
        { "no time", new() { Duration = TimeSpan.Zero }, "DurationOutOfRange" },
        { "two ends", new() { Trials = 1, Duration = TimeSpan.FromSeconds(1) }, "TrialsWithDuration" },
        { "too much for all", new() { Weak = true, Trials = 1L << 62, WorkerCounts = [1, 2] }, "WeakTrialsOutOfRange" },
        { "no rounds", new() { Repeat = 0 }, "RepeatOutOfRange" },
        { "endless rounds", new() { Repeat = 10_001 }, "RepeatOutOfRange" },
        { "more than the most", new() { Repeat = 7, MaximumRepeat = 6 }, "MaximumRepeatOutOfRange" },
        { "fewer than needed", new() { MaximumRepeat = 5 }, "MaximumRepeatOutOfRange" },
        { "endless most", new() { MaximumRepeat = 10_001 }, "MaximumRepeatOutOfRange" },
        { "warmth below", new() { Warmup = -1 }, "WarmupOutOfRange" },
        { "spread below", new() { TargetSpread = -0.1 }, "TargetSpreadOutOfRange" },
        { "no spread", new() { TargetSpread = double.NaN }, "TargetSpreadOutOfRange" },
        { "level", new() { ConfidenceLevel = 1.0 }, "ConfidenceLevelOutOfRange" },
        { "no time in all", new() { MaximumDuration = TimeSpan.Zero }, "DurationOutOfRange" },
    };

    [Theory, MemberData(nameof(Refused))]
    public void Refuses_before_any_work(string what, ScalingOptions options, string id)
    {
        ModelMachine machine = new();

        InvalidOptionException refused = Assert.Throws<InvalidOptionException>(
            () => ScalingRun.Execute(options, Points.Machine, machine.Run, null, machine, TestContext.Current.CancellationToken));

        Assert.True(refused.Id == id, $"{what}: {refused.Id}");
        Assert.EndsWith(".", refused.Advice, StringComparison.Ordinal);
        Assert.Empty(machine.Runs);
    }

    [Fact]
    public void Processes_need_something_to_start()
    {
        IReadOnlyList<WorkerCommand> none = [];

        Assert.Equal("NoWorkerExecutable", Assert.Throws<InvalidOptionException>(
            () => ScalingRun.Execute(new(), none, new PiEnvironment { UsableProcessors = 1 }, stop: TestContext.Current.CancellationToken)).Id);
    }
}
