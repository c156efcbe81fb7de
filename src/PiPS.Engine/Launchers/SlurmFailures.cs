namespace PiPS.Engine.Launchers;

/// <summary>Why Slurm gave no worker, or took it: by what <c>srun</c> wrote, since its exit codes say little.</summary>
internal static class SlurmFailures
{
    // What it says in any case; then before a worker's hello. The first that is found counts.
    private static readonly (string Phrase, Func<string, LaunchFailure> Failure)[] Always =
    [
        ("DUE TO TIME LIMIT", TimeLimit),
        ("DUE TO PREEMPTION", Preempted),
        ("DUE TO NODE FAILURE", NodeDown),
        ("Node failure", NodeDown),
        ("oom-kill", Memory),
        ("oom_kill", Memory),
        ("Out Of Memory", Memory),
        ("CANCELLED AT", Cancelled),
        ("has been cancelled", Cancelled),
        ("has been revoked", Cancelled),
        ("Cancelled pending job step", Cancelled),
    ];

    private static readonly (string Phrase, Func<string, LaunchFailure> Failure)[] BeforeHello =
    [
        ("execve()", LaunchFailure.NoWorker),
        ("pips: command not found", LaunchFailure.NoWorker),
        ("invalid partition", NoPartition),
        ("Required partition not available", NoPartition),
        ("Invalid account", Account),
        ("Invalid qos", Account),
        ("violates accounting", Account),
        ("not permitted to use this partition", Account),
        ("Invalid feature", Constraint),
        ("Hostlist is empty", NoNode),
        ("Invalid node name", NoNode),
        ("CPU count per node can not be satisfied", Request),
        ("Memory specification can not be satisfied", Request),
        ("More processors requested than permitted", Request),
        ("Requested node configuration is not available", Request),
        ("Requested partition configuration not available", Request),
        ("Requested time limit is invalid", Request),
        ("Required node not available", NodeDown),
        ("Munge", Munge),
        ("authentication error", Munge),
        ("Unable to contact slurm controller", Controller),
        ("cannot stat file", Controller),
        ("Invalid job id", JobOver),
        ("Expired or invalid job", JobOver),
        ("has expired", JobOver),
        ("already completing or completed", JobOver),
        ("unrecognized option", Option),
        ("invalid option", Option),
        ("srun: fatal:", Option),
        ("srun: error: Invalid", Option),
        ("Try \"srun --help\"", Option),
    ];

    /// <param name="place">Where the worker was, or should have been.</param>
    /// <param name="exitCode">What <c>srun</c> ended with, if it did.</param>
    /// <param name="saidHello">Whether there was a worker.</param>
    /// <param name="words">What <c>srun</c> wrote last.</param>
    /// <param name="avoided">Nodes that Slurm was told to leave out.</param>
    public static LaunchFailure Explain(string place, int? exitCode, bool saidHello, string words, IReadOnlyCollection<string> avoided)
    {
        IEnumerable<(string Phrase, Func<string, LaunchFailure> Failure)> known = saidHello ? Always : [.. Always, .. BeforeHello];

        foreach ((string phrase, Func<string, LaunchFailure> failure) in known)
        {
            if (words.Contains(phrase, StringComparison.OrdinalIgnoreCase))
            {
                return failure(place) is { Reason: nameof(Request) or nameof(NoNode) } && avoided.Count > 0 ? NoNodeLeft(place, avoided) : failure(place);
            }
        }

        return saidHello ? LaunchFailure.Lost : exitCode is 126 or 127 ? LaunchFailure.NoWorker(place) : LaunchFailure.NoHello(place);
    }

    /// <summary>Slurm hasn't what was asked for.</summary>
    public static LaunchFailure Request(string place) => new(
        nameof(Request), $"{place} has nothing that could ever run what was asked for: too many processors, too much memory, or too long a time.",
        "Ask for fewer threads a worker or a shorter time, or name another partition; sinfo shows what there is.");

    private static LaunchFailure TimeLimit(string place) => new(
        nameof(TimeLimit), $"The time that Slurm gave the job on {place} is over.",
        "Ask for more time, or go on from the checkpoint in another job.");

    private static LaunchFailure Preempted(string place) => new(
        nameof(Preempted), $"Slurm gave the place on {place} to a job that comes first.", "Others take its work; another partition may be safer from this.");

    private static LaunchFailure NodeDown(string place) => new(
        nameof(NodeDown), $"The node is down, drained or reserved: {place}.", "Others take its work; sinfo -R says why the node is down.");

    private static LaunchFailure Memory(string place) => new(
        nameof(Memory), $"The worker on {place} took more memory than it was given.", "Ask for more, as with the option --mem-per-cpu=2G.");

    private static LaunchFailure Cancelled(string place) => new(
        nameof(Cancelled), $"The worker's job or step was cancelled: {place}.", "Somebody did it with scancel, or the allocation was ended.");

    private static LaunchFailure NoPartition(string place) => new(
        nameof(NoPartition), $"There is no such partition, or it takes no jobs: {place}.", "Name one that sinfo shows as up.");

    private static LaunchFailure Account(string place) => new(
        nameof(Account), $"The account, or what it may use, doesn't allow this: {place}.", "Name an account with -Account; sacctmgr show associations user=$USER shows yours.");

    private static LaunchFailure Constraint(string place) => new(
        nameof(Constraint), $"No node has the features that were asked for: {place}.", "Leave -Constraint out, or name features that sinfo -o %f shows.");

    private static LaunchFailure NoNode(string place) => new(
        nameof(NoNode), $"A node was named that isn't there, or all were left out: {place}.", "sinfo -N shows the nodes.");

    private static LaunchFailure NoNodeLeft(string place, IReadOnlyCollection<string> avoided) => new(
        nameof(NoNodeLeft), $"{place} has no other node: workers failed three times on {string.Join(", ", avoided)}.", "What they said shows why.");

    private static LaunchFailure JobOver(string place) => new(
        nameof(JobOver), $"The job is over: {place}.", "Take another allocation; go on from the checkpoint there.");

    private static LaunchFailure Controller(string place) => new(
        nameof(Controller), $"Slurm's controller doesn't answer: {place}.", "scontrol ping says whether it is up; try again once it is.");

    private static LaunchFailure Munge(string place) => new(
        nameof(Munge), $"Slurm can't prove who is asking: {place}.", "Its service munge has to run on this machine: ask the administrator.");

    private static LaunchFailure Option(string place) => new(
        nameof(Option), $"srun doesn't take an option that it was given: {place}.", "Its last words name the option; srun --help shows what it takes.");
}
