using System.Globalization;
using PiPS.Engine.Estimating;

namespace PiPS.Engine.Launchers;

/// <summary>The refusals of launchers, one method each, named as its error id.</summary>
public static class LauncherErrors
{
    /// <summary>Workers elsewhere are processes.</summary>
    public static InvalidOptionException LauncherWithType(WorkerType given) => new(
        nameof(LauncherWithType), given, $"A launcher starts processes on other machines; the type {given} is of this one.",
        "Leave the type out, or the launcher.");

    /// <summary>Processors are known of this machine alone.</summary>
    public static InvalidOptionException LauncherWithPinning(WorkerPinning given) => new(
        nameof(LauncherWithPinning), given, $"Workers on other machines can't be kept on processors from here ({given}).",
        "Leave the pinning out; Slurm has options of its own for it, such as --cpu-bind=cores.");

    /// <summary>Nobody said how many workers there shall be.</summary>
    public static InvalidOptionException LauncherNeedsWorkerCount(WorkerLauncher given) => new(
        nameof(LauncherNeedsWorkerCount), given, $"It isn't known how many workers the launcher {given?.Kind} shall start.",
        "Say how many workers there shall be.");

    /// <summary>There are fewer slots than workers.</summary>
    public static InvalidOptionException LauncherHasNoRoom(WorkerLauncher given, int count) => new(
        nameof(LauncherHasNoRoom), count,
        string.Create(CultureInfo.InvariantCulture, $"The launcher has room for {given?.Capacity} workers; {count} were asked for."),
        "Ask for fewer workers, name more hosts, or give each more slots.");

    /// <summary>There is no such launcher.</summary>
    public static InvalidOptionException UnknownLauncher(string given) => new(
        nameof(UnknownLauncher), given, $"There is no launcher {given}.", "Give slurm, ssh or command.");

    /// <summary>An option that says nothing without a launcher.</summary>
    public static InvalidOptionException OptionWithoutLauncher(string given) => new(
        nameof(OptionWithoutLauncher), given, $"{given} is of workers on other machines, and there is no launcher.",
        "Say with --launcher how they are put there: slurm, ssh or command; or leave it out.");

    /// <summary>Slurm's commands aren't here.</summary>
    public static InvalidOptionException SlurmNotFound() => new(
        nameof(SlurmNotFound), null, "There is no program srun on the PATH: Slurm isn't installed on this machine.",
        "Run this on one of the cluster's login nodes, or in a batch script; a module may have to be loaded first.");

    /// <summary>Slurm's commands are here, but no cluster answers them.</summary>
    /// <param name="said">What they said.</param>
    public static InvalidOptionException SlurmDoesNotAnswer(string said) => new(
        nameof(SlurmDoesNotAnswer), null, said.Length == 0 ? "Slurm's controller doesn't answer." : $"Slurm can't be used from here: {said.TrimEnd('.')}.",
        "See whether scontrol ping and squeue work in this shell; within a batch script, whether its job still runs.");

    /// <summary>No host was named.</summary>
    public static InvalidOptionException NoHosts() => new(
        nameof(NoHosts), null, "No host was named that workers could be put on.", "Name one or more, such as web1,web2.");

    /// <summary>It can't be a host's name.</summary>
    public static InvalidOptionException NotAHostName(string given) => new(
        nameof(NotAHostName), given, $"'{given}' can't be the name of a host.", "Name hosts as ssh takes them, such as web1 or user@web1.");

    /// <summary>A host was named twice.</summary>
    public static InvalidOptionException HostTwice(string given) => new(
        nameof(HostTwice), given, $"The host {given} was named twice.", "Name it once; how many workers it takes is the number of slots.");

    /// <summary>A command without a word.</summary>
    public static InvalidOptionException NoCommand() => new(
        nameof(NoCommand), null, "The launcher has no command that could start a worker.",
        "Give one that runs what comes behind it and carries its standard input and output, such as kubectl, exec, -i, pod, --.");

    /// <summary>Slots below 1 or above 4096.</summary>
    public static InvalidOptionException SlotsOutOfRange(object? given) => new(
        nameof(SlotsOutOfRange), given,
        string.Create(CultureInfo.InvariantCulture, $"The slots of a host have to be from 1 to {EstimateOptions.MaximumWorkers}; {given} isn't."),
        "Leave them out for no limit, or give as many as the host has processors.");

    /// <summary>Threads below 1 or above 4096.</summary>
    public static InvalidOptionException ThreadsOutOfRange(object? given) => new(
        nameof(ThreadsOutOfRange), given,
        string.Create(CultureInfo.InvariantCulture, $"The threads of a worker have to be from 1 to {WorkerLauncher.MaximumThreads}; {given} isn't."),
        "Leave them out for one, or give as many as the host has processors.");
}
