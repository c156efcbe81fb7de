using System.Globalization;
using PiPS.Engine.Estimating;
using PiPS.Engine.Pools;
using PiPS.Engine.Values;

namespace PiPS.Cmdlets.Pools;

/// <summary>Every refusal of a pool's or a task's option: one method each, named as the error's id.</summary>
internal static class PoolErrors
{
    public static InvalidOptionException MaximumTaskOutOfRange(object? given) => new(
        nameof(MaximumTaskOutOfRange), given, $"The number of items after which a worker is replaced has to be 1 or more; {Shown(given)} isn't.",
        "Leave it out to keep workers for good.");

    public static InvalidOptionException PoolExists(string name) => new(
        nameof(PoolExists), name, $"There is a pool named {name} already.",
        "Choose another name, use that pool, or end it with Stop-WorkerPool.");

    // Elsewhere, where the count can be left out, the same id has other advice.
    public static InvalidOptionException WorkerCountOutOfRange(object? given) => new(
        nameof(WorkerCountOutOfRange), given, $"The worker count has to be from 1 to {EstimateOptions.MaximumWorkers}; {Shown(given)} isn't.",
        "Give how many workers the pool shall have; Stop-WorkerPool ends it.");

    public static InvalidOptionException PoolNotFound(object? given) => new(
        nameof(PoolNotFound), given, $"There is no pool {Shown(given)}.",
        PoolRegistry.All.Count == 0
            ? "There are no pools: start one with Start-WorkerPool."
            : $"The pools are: {string.Join(", ", PoolRegistry.All.Select(pool => pool.Name))}.");

    public static InvalidOptionException PoolWaitsForItself(WorkerPool pool) => new(
        nameof(PoolWaitsForItself), pool.Name, $"This script runs on a worker of the pool {pool.Name}, which could wait for itself for ever.",
        "Leave -Pool out, or use another pool.");

    public static InvalidOptionException PoolNotRunning(WorkerPool pool) => new(
        nameof(PoolNotRunning), pool.Name,
        $"The pool {pool.Name} is {pool.State}: it takes no work.{(pool.Failure is Exception failure ? $" {failure.Message}" : string.Empty)}",
        "Start another with Start-WorkerPool.");

    public static InvalidOptionException ThrottleLimitOutOfRange(object? given) => new(
        nameof(ThrottleLimitOutOfRange), given, $"The throttle limit has to be from 1 to {EstimateOptions.MaximumWorkers}; {Shown(given)} isn't.",
        "Leave it out to use a worker for each usable processor.");

    public static InvalidOptionException BatchSizeOutOfRange(object? given) => new(
        nameof(BatchSizeOutOfRange), given, $"The batch size has to be from 0 to 1,000,000 items; {Shown(given)} isn't.",
        "Leave it out, or give 0, to have it chosen by how long items take.");

    public static InvalidOptionException RetryCountOutOfRange(object? given) => new(
        nameof(RetryCountOutOfRange), given, $"The retry count has to be from 0 to 1,000,000; {Shown(given)} isn't.",
        "Give how often a failed item shall be run again.");

    public static InvalidOptionException MaximumFailureOutOfRange(object? given) => new(
        nameof(MaximumFailureOutOfRange), given, $"The number of failures to stop at has to be 1 or more; {Shown(given)} isn't.",
        "Leave it out to go on whatever fails.");

    public static InvalidOptionException LogFileNotFound(string path) => new(
        nameof(LogFileNotFound), path, $"There is no log {path}, so nothing in it that failed.",
        "See whether the path is right; to run everything and begin a log there, leave out -ResumeFailed.");

    public static InvalidOptionException LauncherWithType(PoolType given) => new(
        nameof(LauncherWithType), given, $"A launcher starts processes on other machines; workers of the type {given} are of this one.",
        "Leave out -Type, or -Launcher.");

    public static InvalidOptionException LauncherWithProcessorAffinity(object? given) => new(
        nameof(LauncherWithProcessorAffinity), given, "Workers on other machines can't be kept on processors from here.",
        "Leave out -ProcessorAffinity; Slurm has options of its own for it, such as --cpu-bind=cores.");

    public static InvalidOptionException ValueNotSent(UnencodableValueException refused) => refused.Id.Length > 0 ? new(
        refused.Id, refused.Target, refused.Message, refused.Advice) : new(
        nameof(ValueNotSent), null, $"An argument, or a variable that the script uses, can't be sent to worker processes: {refused.Message}",
        "Give what the script needs of it, such as a path or an id, or use -Type Thread, whose workers share this session's objects.");

    public static InvalidOptionException TimeoutOutOfRange(double given) => new(
        nameof(TimeoutOutOfRange), given, string.Create(CultureInfo.InvariantCulture, $"A time-out has to be more than 0 and at most 1e8 seconds; {given} isn't."),
        "Give seconds, such as 30 or 0.5, or leave it out for no limit.");

    public static InvalidOptionException ProcessorNotUsable(object? given, IReadOnlyList<int> usable) => new(
        nameof(ProcessorNotUsable), given, $"This process can't keep a worker on the logical processor {Shown(given)}.",
        $"Give some of these: {string.Join(", ", usable)}.");

    public static InvalidOptionException ProcessorAffinityUnsupported() => new(
        nameof(ProcessorAffinityUnsupported), null, "Workers can't be kept on processors here: only Linux lets them.",
        "Leave -ProcessorAffinity out.");

    private static string Shown(object? given) => given is string text ? $"'{text}'" : Convert.ToString(given, CultureInfo.InvariantCulture) ?? "nothing";
}
