using PiPS.Engine.Sharing;

namespace PiPS.Engine.Pools;

/// <summary>How a pool keeps its workers.</summary>
public sealed record PoolOptions
{
    /// <summary>How long a worker's exit script may take, unless told: 30 s.</summary>
    public static TimeSpan UsualExitLimit { get; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a worker may take to say hello; then it is killed, and another is tried.</summary>
    internal TimeSpan HelloLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long it may take from then on to set itself up: initialization scripts may load a lot.</summary>
    internal TimeSpan SetUpLimit { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Items after which a worker is replaced, from 1; <see langword="null"/> for never.</summary>
    public int? MaximumTasks { get; init; }

    /// <summary>Logical processors that the workers are kept on, one each, in turn; <see langword="null"/> for no such limit.</summary>
    public IReadOnlyList<int>? Processors { get; init; }

    /// <summary>The shared objects that its workers reach; <see langword="null"/> for none.</summary>
    public ShareSpace? Shares { get; init; }

    /// <summary>How long a worker that ends by choice may take for what its set-up says shall run then; <see langword="null"/> if nothing shall.</summary>
    public TimeSpan? ExitLimit { get; init; }
}
