using System.Collections;
using PiPS.Cmdlets.Sharing;
using PiPS.Cmdlets.Tasks;
using PiPS.Engine.Launchers;
using PiPS.Engine.Pools;
using PiPS.Engine.Sharing.Memory;
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

    /// <summary>The same, on other machines.</summary>
    /// <exception cref="PiPS.Engine.Estimating.InvalidOptionException">What the launcher needs isn't here, or a value can't travel.</exception>
    public static WorkerPool Create(string name, WorkerLauncher launcher, int count, WorkerSetUp setUp, PoolOptions options)
    {
        CompactCodec codec = Codec(isElsewhere: true);
        return WorkerPools.OfLaunched(
            name, count, launcher, PowerShellWorker.ScriptProgram(launcher), codec, Encoded(setUp.ToValues(), codec), WithShares(options));
    }

    /// <summary>What a run's script is for such a pool: as it is, or as values that travel.</summary>
    public static object Script(WorkerPool pool, TaskDefinition definition)
        => pool.Type == nameof(PoolType.Thread) ? definition : Encoded(definition.ToValues(), Codec(pool.Launcher is not null));

    /// <summary>The definition of what <see cref="Script"/> gave.</summary>
    public static TaskDefinition Definition(object script) => script as TaskDefinition ?? TaskDefinition.FromValues((IDictionary)Values.Plain(script)!);

    /// <summary>Values as bytes, made here: type data and script properties are those of the calling thread's runspace.</summary>
    /// <exception cref="PiPS.Engine.Estimating.InvalidOptionException">A value can't travel.</exception>
    public static EncodedValue Encoded(Hashtable values, CompactCodec? codec = null)
    {
        try
        {
            return new((codec ?? Codec()).Encode(values));
        }
        catch (UnencodableValueException refused)
        {
            throw PoolErrors.ValueNotSent(refused);
        }
    }

    /// <param name="isElsewhere">Whether the values are for workers that this machine's memory can't be shared with.</param>
    public static CompactCodec Codec(bool isElsewhere = false) => new(new PowerShellCodec(), SessionShares.Current, isElsewhere ? LocalMemory.Refuse : null);

    private static PoolOptions WithShares(PoolOptions options) => options with { Shares = SessionShares.Current };
}
