using PiPS.Engine.Workers;

namespace PiPS.Engine.Pools;

/// <summary>Where a pool's workers come from. Any thread may call it.</summary>
internal interface ITaskWorkerSource
{
    /// <summary>Starts a worker; it may not be ready yet.</summary>
    /// <exception cref="WorkerLostException">It can't be started.</exception>
    ITaskWorker Start();

    /// <summary>Waits for workers that were killed and haven't ended yet.</summary>
    void WaitForEnd(TimeSpan most);
}
