using PiPS.Engine.Pools;
using PiPS.Engine.Sampling;

namespace PiPS.Engine.Estimating;

/// <summary>What a run is counted on.</summary>
/// <param name="Type">Sequential, Thread or Process.</param>
/// <param name="Count">Workers, from 1.</param>
/// <param name="IsPool">Whether they are a pool's.</param>
internal readonly record struct WorkerChoice(WorkerType Type, int Count, bool IsPool = false)
{
    // Up to here a thread costs more time to start than it saves.
    private const int FewBlocks = 4;

    /// <summary>What results say of it: its type, or Pool.</summary>
    public string Name => IsPool ? "Pool" : Type.ToString();

    /// <summary>Whether the calling thread does all the work: one worker needs no other.</summary>
    public bool IsInline => Type == WorkerType.Sequential || (Type == WorkerType.Thread && Count == 1);

    /// <summary>Chooses what is left open: what is fastest for the size.</summary>
    public static WorkerChoice For(EstimateOptions options, long blocks, Func<int> usableProcessors)
    {
        if (options.Launcher is not null)
        {
            return new(WorkerType.Process, options.WorkerCount ?? options.Launcher.UsualCount!.Value);
        }

        int count = options.WorkerCount ?? (int)Math.Min(usableProcessors(), blocks);

        return options.Type switch
        {
            WorkerType.Sequential => new(WorkerType.Sequential, 1),
            WorkerType.Auto when options.WorkerCount is null && (count == 1 || IsLittle(blocks, options.Generator))
                => new(WorkerType.Sequential, 1),
            WorkerType.Auto => new(WorkerType.Thread, count),
            WorkerType given => new(given, count),
        };
    }

    /// <summary>All workers of a pool.</summary>
    /// <exception cref="InvalidOptionException">It has none.</exception>
    public static WorkerChoice Of(WorkerPool pool)
        => pool.Count is int count and > 0 ? new(WorkerType.Auto, count, IsPool: true) : throw OptionErrors.PoolHasNoWorkers(pool);

    private static bool IsLittle(long blocks, Generator generator)
        => generator == Generator.Xoshiro256PlusPlus && blocks <= FewBlocks;
}
