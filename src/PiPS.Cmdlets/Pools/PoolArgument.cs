using System.Management.Automation;
using PiPS.Engine.Pools;

namespace PiPS.Cmdlets.Pools;

/// <summary>Takes a pool, or the name of one.</summary>
internal static class PoolArgument
{
    /// <exception cref="PiPS.Engine.Estimating.InvalidOptionException">There is none, or it takes no work.</exception>
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
}
