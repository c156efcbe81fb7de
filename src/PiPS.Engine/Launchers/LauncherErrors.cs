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

    /// <summary>Nobody said which launcher.</summary>
    public static InvalidOptionException NoLauncher() => new(
        nameof(NoLauncher), null, "It wasn't said how workers are put on other machines.", "Give --launcher slurm, ssh or command.");

    /// <summary>An option that says nothing without a launcher.</summary>
    public static InvalidOptionException OptionWithoutLauncher(string given) => new(
        nameof(OptionWithoutLauncher), given, $"{given} is of workers on other machines, and there is no launcher.",
        "Say with --launcher how they are put there: slurm, ssh or command; or leave it out.");

    /// <summary>An option that says nothing to this launcher.</summary>
    /// <param name="given">The option.</param>
    /// <param name="other">The launcher that it is of.</param>
    /// <param name="kind">The one that was asked for.</param>
    public static InvalidOptionException OptionOfAnotherLauncher(string given, string other, string kind) => new(
        nameof(OptionOfAnotherLauncher), given, $"{given} is of the launcher {other}; {kind} was asked for.",
        $"Leave it out, or say --launcher {other}.");

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

    /// <summary>A port that there can't be.</summary>
    public static InvalidOptionException PortOutOfRange(object? given) => new(
        nameof(PortOutOfRange), given, string.Create(CultureInfo.InvariantCulture, $"A port has to be from 1 to 65535; {given} isn't."),
        "Leave it out for what ssh's own configuration says, or 22.");

    /// <summary>Who logs in can't be named so.</summary>
    public static InvalidOptionException NotAUserName(string? given) => new(
        nameof(NotAUserName), given, $"'{given}' can't be the name of a user.", "Give the name that logs in there, or leave it out for what ssh's own configuration says.");

    /// <summary>A key that can't be read.</summary>
    public static InvalidOptionException KeyFileNotReadable(string path, string why) => new(
        nameof(KeyFileNotReadable), path, $"The private key {path} can't be read: {why}",
        "Give the file of a private key that ssh may read, such as ~/.ssh/id_ed25519, or leave it out for ssh's own choice.");

    /// <summary>It can't be a word for <c>srun</c> or <c>ssh</c>.</summary>
    public static InvalidOptionException NotAnOption(string? given) => new(
        nameof(NotAnOption), given, $"'{given}' can't be a word for the launcher: it is blank, or has control characters.",
        "Give each word by itself, such as '--qos=low' for srun, or '-oProxyJump=gate' for ssh.");

    /// <summary>It can't be the name of something of Slurm's.</summary>
    public static InvalidOptionException NotASlurmName(string what, string? given) => new(
        nameof(NotASlurmName), given, $"'{given}' can't be the {what}: it is blank, begins with '-', or has blanks.",
        $"Give the {what} as srun takes it, or leave it out for the cluster's own choice.");

    /// <summary>Less time than Slurm counts in, or more than it has.</summary>
    public static InvalidOptionException SlurmTimeOutOfRange(TimeSpan given) => new(
        nameof(SlurmTimeOutOfRange), given, $"The time of a Slurm job has to be from a minute to 10,000 days; {given} isn't.",
        "Give seconds from 60, or hours, minutes and seconds, such as 08:00:00; Slurm counts whole minutes.");

    /// <summary>It can't be where a program is.</summary>
    public static InvalidOptionException NotAWorkerPath(string? given) => new(
        nameof(NotAWorkerPath), given, $"'{given}' can't be where a worker's program is: it is blank, begins with '-', or has control characters.",
        "Give the whole path of pips or pwsh there, or a name on the PATH there.");

    /// <summary>A test's time of nothing, or more than a day.</summary>
    public static InvalidOptionException TestTimeOutOfRange(object? given) => new(
        nameof(TestTimeOutOfRange), given, string.Create(CultureInfo.InvariantCulture, $"The time to try a host has to be more than 0 and at most 86400 seconds; {given} isn't."),
        "Leave it out for 30 seconds.");

    /// <summary>Threads below 1 or above 4096.</summary>
    public static InvalidOptionException ThreadsOutOfRange(object? given) => new(
        nameof(ThreadsOutOfRange), given,
        string.Create(CultureInfo.InvariantCulture, $"The threads of a worker have to be from 1 to {WorkerLauncher.MaximumThreads}; {given} isn't."),
        "Leave them out for one, or give as many as the host has processors.");

    /// <summary>There is no OpenSSH client.</summary>
    public static InvalidOptionException SshNotFound() => new(
        nameof(SshNotFound), SshClient.Program, "The OpenSSH client isn't here: the PATH leads to no program ssh.",
        "Install it; its package is often named openssh-client, or OpenSSH.Client on Windows.");

    /// <summary>The private key can't be read.</summary>
    public static InvalidOptionException KeyFileUnreadable(string given, string why) => new(
        nameof(KeyFileUnreadable), given, $"The key file can't be read: {why.TrimEnd('.')}.", "Name a private key that you may read, or leave it out for those of your ssh configuration.");

    /// <summary>It can't be there already and be missing.</summary>
    public static InvalidOptionException CopyWithWorkerPath(string given) => new(
        nameof(CopyWithWorkerPath), given, $"Either the worker program is at {given}, or it is copied: a copy has a place of its own.", "Leave out -WorkerPath or -CopyWorker.");

    /// <summary>There is no worker program to copy.</summary>
    public static InvalidOptionException NoPortableWorker() => new(
        nameof(NoPortableWorker), null, "There is no pips here that brings its own runtime, so none can be copied.",
        "Make one where PiPS was built: dotnet build -c Release -p:PortableWorker=true. Or install pips there, and say with -WorkerPath where.");
}
