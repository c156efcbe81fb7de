using PiPS.Engine.Workers;

namespace PiPS.Engine.Pools.TaskWorkers;

/// <summary>Where a pool's workers come from. Any thread may call it.</summary>
internal interface ITaskWorkerSource
{
    /// <summary>Starts a worker; it may not be ready yet.</summary>
    /// <param name="processor">The logical processor that it is kept on; <see langword="null"/> for no such limit.</param>
    /// <exception cref="WorkerLostException">It can't be started.</exception>
    ITaskWorker Start(int? processor);

    /// <summary>Waits for workers that were killed and haven't ended yet.</summary>
    void WaitForEnd(TimeSpan most);
}
