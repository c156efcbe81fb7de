using System.Collections.Concurrent;
using System.Management.Automation;
using PiPS.Engine.Pools;

namespace PiPS.Cmdlets.Pools;

/// <summary>The session's pools by name. They end with the module, and with the session.</summary>
public sealed class PoolRegistry : IModuleAssemblyCleanup
{
    private static readonly ConcurrentDictionary<string, WorkerPool> Pools = new(StringComparer.OrdinalIgnoreCase);
    private static int _numbered;

    static PoolRegistry()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => StopAll();
    }

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<WorkerPool> All => [.. Pools.Values.OrderBy(pool => pool.Name, StringComparer.OrdinalIgnoreCase)];

    /// <summary>Those whose name fits.</summary>
    public static IEnumerable<WorkerPool> Find(string pattern)
    {
        WildcardPattern wildcard = WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase);
        return All.Where(pool => wildcard.IsMatch(pool.Name));
    }

    /// <summary>A name that no pool has.</summary>
    public static string NewName()
    {
        string name;

        do
        {
            name = $"Pool{Interlocked.Increment(ref _numbered)}";
        }
        while (Pools.ContainsKey(name));

        return name;
    }

    /// <summary>Whether a pool of this name could be added.</summary>
    public static bool TryAdd(WorkerPool pool)
    {
        ArgumentNullException.ThrowIfNull(pool);
        return Pools.TryAdd(pool.Name, pool);
    }

    /// <summary>Forgets a pool that has ended.</summary>
    public static void Remove(WorkerPool pool)
    {
        ArgumentNullException.ThrowIfNull(pool);
        Pools.TryRemove(KeyValuePair.Create(pool.Name, pool));
    }

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => StopAll();

    private static void StopAll()
    {
        foreach (WorkerPool pool in All)
        {
            pool.Dispose();
            Remove(pool);
        }
    }
}
