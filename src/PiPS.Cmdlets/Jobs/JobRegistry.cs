using System.Collections.Concurrent;
using System.Management.Automation;

namespace PiPS.Cmdlets.Jobs;

/// <summary>The jobs that run: they end with the module, and with the session.</summary>
public sealed class JobRegistry : IModuleAssemblyCleanup
{
    private static readonly ConcurrentDictionary<Guid, WorkerJob> Running = new();

    static JobRegistry()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => StopAll();
    }

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => StopAll();

    internal static void Add(WorkerJob job) => Running[job.InstanceId] = job;

    internal static void Forget(WorkerJob job) => Running.TryRemove(job.InstanceId, out _);

    private static void StopAll()
    {
        foreach (WorkerJob job in Running.Values)
        {
            job.StopJob();
        }
    }
}
