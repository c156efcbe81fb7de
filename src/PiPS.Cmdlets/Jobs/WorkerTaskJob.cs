using PiPS.Cmdlets.Pools;
using PiPS.Engine.Pools;

namespace PiPS.Cmdlets.Jobs;

/// <summary>An Invoke-WorkerTask in the background. It takes all the input that it is given, and works on it from the first on.</summary>
public sealed class WorkerTaskJob : WorkerJob
{
    private readonly TaskSession _session;

    internal WorkerTaskJob(string command, TaskSession session, WorkerPool pool, JobSink sink, bool isOrdered)
        : base(command, name: null, "WorkerTask")
    {
        _session = session;
        sink.Attach(this, isOrdered);
        AddChildren(Math.Max(1, pool.Count), place => pool.Workers.FirstOrDefault(worker => worker.Index == place)?.ProcessId);
    }

    private protected override bool Work()
    {
        try
        {
            return _session.Finish();
        }
        finally
        {
            _session.Dispose();
        }
    }

    private protected override void Cancel() => _session.Cancel();
}
