using System.Globalization;
using PiPS.Engine.Pools;
using PiPS.Engine.Sampling;

namespace PiPS.Engine.Estimating;

/// <summary>Every refusal of an option: one method each, named as the error's id.</summary>
public static class OptionErrors
{
    /// <summary>It has to be a number without a fraction, and it isn't one.</summary>
    public static InvalidOptionException NotAWholeNumber(string option, object? given) => new(
        nameof(NotAWholeNumber), given, Said($"{option} has to be a whole number; {Shown(given)} isn't one."),
        "Write it like 1000000 or 1e6. Numbers are never rounded.");

    /// <summary>Trials below 1 or above 2^62.</summary>
    public static InvalidOptionException TrialsOutOfRange(object? given) => new(
        nameof(TrialsOutOfRange), given, Said($"The number of trials has to be from 1 to 2^62 (about 4.6e18); {Shown(given)} isn't."),
        "Give a number in that range, such as 1e8, or leave it out and give a target error or a duration.");

    /// <summary>Workers below 1 or above 4096.</summary>
    public static InvalidOptionException WorkerCountOutOfRange(object? given) => new(
        nameof(WorkerCountOutOfRange), given, Said($"The worker count has to be from 1 to {EstimateOptions.MaximumWorkers}; {Shown(given)} isn't."),
        "Leave it out to use a worker for each usable processor.");

    /// <summary>A worker count for a run that has no workers.</summary>
    public static InvalidOptionException WorkerCountWithSequential(int given) => new(
        nameof(WorkerCountWithSequential), given, "A sequential run takes no worker count: the calling thread does all the work.",
        "Leave the worker count out, or choose the type Thread or Process.");

    /// <summary>A seed that isn't an unsigned 64-bit integer.</summary>
    public static InvalidOptionException SeedOutOfRange(object? given) => new(
        nameof(SeedOutOfRange), given, Said($"The seed has to be from 0 to 18446744073709551615 (2^64 - 1); {Shown(given)} isn't."),
        "Leave it out for a random one, which the result reports.");

    /// <summary>A block size for a generator whose blocks are fixed.</summary>
    public static InvalidOptionException BlockSizeWithGenerator(long given, Generator generator) => new(
        nameof(BlockSizeWithGenerator), given, Said($"Only the generator MersenneTwister takes a block size; {generator} has blocks of 2^20 trials."),
        "Leave the block size out, or choose the generator MersenneTwister.");

    /// <summary>A block size below 1 or above 2^62.</summary>
    public static InvalidOptionException BlockSizeOutOfRange(object? given) => new(
        nameof(BlockSizeOutOfRange), given, Said($"The block size has to be from 1 to 2^62 trials; {Shown(given)} isn't."),
        "Leave it out for blocks of 2^20 trials, or give the trials of one call of the original, such as 12500000.");

    /// <summary>A target error that isn't above zero.</summary>
    public static InvalidOptionException TargetErrorOutOfRange(object? given) => new(
        nameof(TargetErrorOutOfRange), given, Said($"The target error has to be a number above 0; {Shown(given)} isn't."),
        "Give half the width that the confidence interval shall have, such as 1e-4.");

    /// <summary>A target error that takes more trials than a run can have.</summary>
    public static InvalidOptionException TargetErrorOutOfReach(double given, double trials) => new(
        nameof(TargetErrorOutOfReach), given,
        Said($"A target error of {given:G6} {Cost(trials)}; a run can have 2^62 trials (about 4.6e18)."),
        "Give a larger target error, such as 1e-6, or a lower confidence level.");

    /// <summary>A duration of zero or less, or of years.</summary>
    public static InvalidOptionException DurationOutOfRange(object? given) => new(
        nameof(DurationOutOfRange), given, Said($"The duration has to be more than 0 and at most 10,000 days; {Shown(given)} isn't."),
        "Give seconds, such as 10, or hours, minutes and seconds, such as 00:10:00.");

    /// <summary>It has to be a time, and it isn't one.</summary>
    public static InvalidOptionException NotADuration(object? given) => new(
        nameof(NotADuration), given, Said($"The duration has to be a time; {Shown(given)} isn't one."),
        "Give seconds, such as 10 or 0.5, or hours, minutes and seconds, such as 00:10:00.");

    /// <summary>A confidence level that isn't between 0 and 1.</summary>
    public static InvalidOptionException ConfidenceLevelOutOfRange(object? given) => new(
        nameof(ConfidenceLevelOutOfRange), given, Said($"The confidence level has to be above 0 and below 1; {Shown(given)} isn't."),
        "Give it as a share, such as 0.95 or 0.99.");

    /// <summary>A generator that there isn't.</summary>
    public static InvalidOptionException UnknownGenerator(object? given) => new(
        nameof(UnknownGenerator), given, Said($"There is no generator {Shown(given)}."),
        $"Choose one of these: {string.Join(", ", Enum.GetNames<Generator>())}.");

    /// <summary>A worker type that there isn't.</summary>
    public static InvalidOptionException UnknownWorkerType(object? given) => new(
        nameof(UnknownWorkerType), given, Said($"There is no worker type {Shown(given)}."),
        $"Choose one of these: {string.Join(", ", Enum.GetNames<WorkerType>())}.");

    /// <summary>A way of pinning that there isn't.</summary>
    public static InvalidOptionException UnknownPinning(object? given) => new(
        nameof(UnknownPinning), given, Said($"There is no pinning {Shown(given)}."),
        $"Choose one of these: {string.Join(", ", Enum.GetNames<WorkerPinning>())}.");

    /// <summary>Workers that aren't this run's own to place.</summary>
    public static InvalidOptionException PinningWithType(WorkerPinning given, string type) => new(
        nameof(PinningWithType), given, $"Only workers of type Thread and Process can be kept on processors; {type} can't.",
        "Leave the pinning out, or choose the type Thread or Process. A pool's workers are placed by Start-WorkerPool -ProcessorAffinity.");

    /// <summary>A system that can't keep threads on processors.</summary>
    public static InvalidOptionException PinningUnsupported(WorkerPinning given) => new(
        nameof(PinningUnsupported), given, "This operating system can't keep workers on processors; Linux can.",
        "Leave the pinning out, or measure on Linux.");

    /// <summary>Processes were asked for, and there is nothing to start them with.</summary>
    public static InvalidOptionException NoWorkerExecutable() => new(
        nameof(NoWorkerExecutable), WorkerType.Process, "The executable pips, which worker processes run, isn't beside the engine.",
        "Build or install PiPS again, or choose the type Thread, which needs no other process.");

    /// <summary>A pool without workers.</summary>
    public static InvalidOptionException PoolHasNoWorkers(WorkerPool pool) => new(
        nameof(PoolHasNoWorkers), pool.Name, $"The pool {pool.Name} has no workers.",
        "Give it some with Set-WorkerPool -Count, or use another pool.");

    /// <summary>More worker processes than this process has handles of files for.</summary>
    public static InvalidOptionException TooFewFileHandles(int workers, int limit, int open, int room) => new(
        nameof(TooFewFileHandles), workers,
        Said($"There is no room for {workers} more worker {(workers == 1 ? "process" : "processes")}: this process may have {limit} files open (ulimit -n), and has {open}."),
        room > 0 ? Said($"Ask for at most {room}, raise the limit of open files, or choose the type Thread.") : "Raise the limit of open files, or choose the type Thread.");

    private static string Cost(double trials) => double.IsFinite(trials)
        ? Said($"would take about {trials:G3} trials")
        : "can't be reached by any number of trials";

    private static string Shown(object? given) => given switch
    {
        null => "nothing",
        string text => $"'{text}'",
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        Array => "a list of several",
        _ => given.ToString() is { Length: > 0 } text ? text : given.GetType().Name,
    };

    private static string Said(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
