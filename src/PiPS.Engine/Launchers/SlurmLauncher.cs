using System.Globalization;

namespace PiPS.Engine.Launchers;

/// <summary>Workers on nodes that Slurm chooses: steps of the allocation that this process runs in, or else jobs of their own.</summary>
/// <remarks>Within an allocation its partition, account, features and time are decided, and what is said of them here isn't asked for.</remarks>
public sealed record SlurmLauncher : WorkerLauncher
{
    /// <summary>The partition; <see langword="null"/> for the cluster's own choice.</summary>
    public string? Partition { get; init; }

    /// <summary>The account that is charged; <see langword="null"/> for the user's usual one.</summary>
    public string? Account { get; init; }

    /// <summary>Features that nodes must have; <see langword="null"/> for any.</summary>
    public string? Constraint { get; init; }

    /// <summary>How long a worker's job may run; <see langword="null"/> for the partition's usual time. Slurm counts whole minutes.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>Further words for <c>srun</c>, such as <c>--exclusive</c>. They come after ours, so they win, but for the job's name.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <inheritdoc/>
    public override string Kind => "Slurm";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Places
        => [Job is string job ? $"Slurm job {job}" : IsAllocated ? "Slurm's allocation" : Partition is null ? "Slurm" : $"Slurm partition {Partition}"];

    /// <inheritdoc/>
    /// <remarks>Within an allocation, its tasks.</remarks>
    public override int? UsualCount
        => Job is not null && int.TryParse(Variable("SLURM_NTASKS"), NumberStyles.None, CultureInfo.InvariantCulture, out int tasks) ? tasks : null;

    /// <inheritdoc/>
    /// <remarks>Within an allocation, what it has processors for: more would wait for others to end. Not if the user shares processors.</remarks>
    public override int? Capacity => Job is null || SlurmWords.Has(this, "--over", "-O") ? null
        : SlurmAllocation.Workers(Variable("SLURM_JOB_CPUS_PER_NODE"), ThreadsPerWorker);

    /// <summary>The allocation that this process runs in, by its job's number; <see langword="null"/> if it runs in none.</summary>
    public static string? Allocation => System.Environment.GetEnvironmentVariable("SLURM_JOB_ID") is { Length: > 0 } job ? job : null;

    /// <summary>The allocation that workers are steps of, as far as it is known: not if the user names one among the options.</summary>
    internal string? Job => NamesJob ? null : Variable("SLURM_JOB_ID");

    /// <summary>Whether workers are steps of an allocation: partition, account, constraint and time are decided by then.</summary>
    internal bool IsAllocated => NamesJob || Job is not null;

    /// <summary>Variables for Slurm's commands, beside this process's own and before them.</summary>
    internal IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    private bool NamesJob => SlurmWords.Has(this, "--jobid");

    internal override LaunchSite Open() => new SlurmSite(this);

    private string? Variable(string name)
        => (Environment.GetValueOrDefault(name) ?? System.Environment.GetEnvironmentVariable(name)) is { Length: > 0 } value ? value : null;
}
