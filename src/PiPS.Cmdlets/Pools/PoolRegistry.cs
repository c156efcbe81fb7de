using System.Collections.Concurrent;
using System.Diagnostics;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using PiPS.Engine.Pools;

namespace PiPS.Cmdlets.Pools;

/// <summary>The session's pools by name. They end with the module, and with the session.</summary>
public sealed class PoolRegistry : IModuleAssemblyCleanup
{
    private static readonly ConcurrentDictionary<string, WorkerPool> Pools = new(StringComparer.OrdinalIgnoreCase);
    private static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private static int _numbered;
    private static int _watches;

    static PoolRegistry()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => StopAll();
    }

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<WorkerPool> All => [.. Pools.Values.OrderBy(pool => pool.Name, StringComparer.OrdinalIgnoreCase)];

    /// <summary>Those whose name fits.</summary>
    public static IEnumerable<WorkerPool> Find(string pattern)
    {
        NamePattern names = new(pattern);
        return All.Where(pool => names.Fits(pool.Name));
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

    /// <summary>Has pools end with the session, while threads still have runspaces to run exit scripts in.</summary>
    /// <param name="events">A runspace's.</param>
    public static void WatchForExit(PSEventManager events)
    {
        ArgumentNullException.ThrowIfNull(events);

        // The first runspace is the session's. Others end before, such as a thread job's, and the pools live on.
        if (Runspace.DefaultRunspace?.Id == 1 && Interlocked.Exchange(ref _watches, 1) == 0)
        {
            events.SubscribeEvent(null, null, PSEngineEvent.Exiting, null, (_, _) => StopAll(), supportEvent: true, forwardEvent: false);
        }
    }

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => StopAll();

    // Workers that have something to run at their end get some time for it, all together.
    private static void StopAll()
    {
        long start = Stopwatch.GetTimestamp();
        IReadOnlyList<WorkerPool> pools = All;
        pools.Where(pool => pool.HasFarewells).ToList().ForEach(pool => pool.Drain());

        foreach (WorkerPool pool in pools)
        {
            while (pool.HasFarewells && !pool.WaitForEnd(Look) && Stopwatch.GetElapsedTime(start) < LongestFarewell)
            {
                // It waits above.
            }

            pool.Dispose();
            Remove(pool);

            foreach (ExitProblem problem in pool.ExitProblems)
            {
                // There is no command any more whose error it could be.
                Console.Error.WriteLine(Errors.ExitScriptFailed(problem, pool.Name));
            }
        }
    }
}
