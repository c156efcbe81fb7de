using System.Collections;
using PiPS.Cmdlets.Sharing;
using PiPS.Cmdlets.Tasks;
using PiPS.Engine.Pools;
using PiPS.Engine.Values;

namespace PiPS.Cmdlets.Pools;

/// <summary>Makes pools whose workers are runspaces, here or in processes.</summary>
internal static class PoolFactory
{
    public static WorkerPool Create(string name, PoolType type, int count, WorkerSetUp setUp, PoolOptions options) => type switch
    {
        PoolType.Thread => WorkerPools.OfThreads(name, count, () => new RunspaceHost(sharesObjects: true), setUp, WithShares(options)),
        _ => WorkerPools.OfProcesses(name, count, PowerShellWorker.ScriptCommand, Codec(), Encoded(setUp.ToValues()), WithShares(options)),
    };

    /// <summary>What a run's script is for such a pool: as it is, or as values that travel.</summary>
    public static object Script(WorkerPool pool, TaskDefinition definition)
        => pool.Type == nameof(PoolType.Thread) ? definition : Encoded(definition.ToValues());

    /// <summary>The definition of what <see cref="Script"/> gave.</summary>
    public static TaskDefinition Definition(object script) => script as TaskDefinition ?? TaskDefinition.FromValues((IDictionary)Values.Plain(script)!);

    /// <summary>Values as bytes, made here: type data and script properties are those of the calling thread's runspace.</summary>
    /// <exception cref="PiPS.Engine.Estimating.InvalidOptionException">A value can't travel.</exception>
    public static EncodedValue Encoded(Hashtable values)
    {
        try
        {
            return new(Codec().Encode(values));
        }
        catch (UnencodableValueException refused)
        {
            throw PoolErrors.ValueNotSent(refused);
        }
    }

    public static CompactCodec Codec() => new(new PowerShellCodec(), SessionShares.Current);

    private static PoolOptions WithShares(PoolOptions options) => options with { Shares = SessionShares.Current };
}
