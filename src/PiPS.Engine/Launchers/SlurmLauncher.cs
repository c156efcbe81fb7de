using System.Globalization;

namespace PiPS.Engine.Launchers;

/// <summary>Workers on nodes that Slurm chooses: steps of the allocation that this process runs in, or else jobs of their own.</summary>
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

    /// <summary>Further words for <c>srun</c>, such as <c>--exclusive</c>. They come after ours, so they win.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <inheritdoc/>
    public override string Kind => "Slurm";

    /// <summary>The allocation that this process runs in, by its job's number; <see langword="null"/> if it runs in none.</summary>
    public static string? Allocation => Variable("SLURM_JOB_ID");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Places
        => [Allocation is string job ? $"Slurm job {job}" : Partition is null ? "Slurm" : $"Slurm partition {Partition}"];

    /// <inheritdoc/>
    /// <remarks>Within an allocation, its tasks.</remarks>
    public override int? UsualCount
        => Allocation is not null && int.TryParse(Variable("SLURM_NTASKS"), NumberStyles.None, CultureInfo.InvariantCulture, out int tasks) ? tasks : null;

    /// <inheritdoc/>
    public override int? Capacity => null;

    internal override LaunchSite Open() => new SlurmSite(this);

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
