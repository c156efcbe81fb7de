using System.Management.Automation;
using PiPS.Engine.Estimating;
using PiPS.Engine.Pools;

namespace PiPS.Cmdlets.Pools;

/// <summary>Takes a pool, or the name of one.</summary>
internal static class PoolArgument
{
    /// <exception cref="InvalidOptionException">There is none, or it takes no work.</exception>
    public static WorkerPool Running(object? given)
    {
        object? plain = given is PSObject wrapped ? wrapped.BaseObject : given;
        WorkerPool pool = plain as WorkerPool
            ?? PoolRegistry.All.FirstOrDefault(pool => plain is string name && pool.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw PoolErrors.PoolNotFound(plain);

        if (pool.IsOnWorker)
        {
            throw PoolErrors.PoolWaitsForItself(pool);
        }

        return pool.State == PoolState.Running ? pool : throw PoolErrors.PoolNotRunning(pool);
    }

    /// <summary>A pool that has workers.</summary>
    /// <exception cref="InvalidOptionException">There is none, or it takes no work, or it has none.</exception>
    public static WorkerPool WithWorkers(object? given)
        => Running(given) is { Count: > 0 } pool ? pool : throw OptionErrors.PoolHasNoWorkers(Running(given));
}
