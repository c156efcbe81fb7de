using System.Collections;
using PiPS.Cmdlets.Tasks;
using PiPS.Engine.Pools;
using PiPS.Engine.Values;

namespace PiPS.Cmdlets.Pools;

/// <summary>Makes pools whose workers are runspaces, here or in processes.</summary>
internal static class PoolFactory
{
    public static WorkerPool Create(string name, PoolType type, int count, WorkerSetUp setUp, PoolOptions options) => type switch
    {
        PoolType.Thread => WorkerPools.OfThreads(name, count, () => new RunspaceHost(sharesObjects: true), setUp, options),
        _ => WorkerPools.OfProcesses(name, count, PowerShellWorker.ScriptCommand, Codec(), setUp.ToValues(), options),
    };

    /// <summary>What a run's script is for such a pool: as it is, or as values that travel.</summary>
    public static object Script(WorkerPool pool, TaskDefinition definition)
        => pool.Type == nameof(PoolType.Thread) ? definition : definition.ToValues();

    /// <summary>The definition of what <see cref="Script"/> gave.</summary>
    public static TaskDefinition Definition(object script) => script as TaskDefinition ?? TaskDefinition.FromValues((IDictionary)Values.Plain(script)!);

    public static IValueCodec Codec() => new CompactCodec(new PowerShellCodec());
}
