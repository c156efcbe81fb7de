using PiPS.Engine.Launchers;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Pools.TaskWorkers;

/// <summary>Where a pool's workers come from. Any thread may call it.</summary>
internal interface ITaskWorkerSource
{
    /// <summary>Starts a worker; it may not be ready yet.</summary>
    /// <param name="processor">The logical processor that it is kept on; <see langword="null"/> for no such limit.</param>
    /// <param name="isOver">Asked while it waits for its turn: whether the worker is needed no more.</param>
    /// <returns>Nothing if it isn't needed any more, or there is no room for it.</returns>
    /// <exception cref="WorkerLostException">It can't be started.</exception>
    /// <exception cref="HostsFailedException">There is no host left that it could be put on.</exception>
    ITaskWorker? Start(int? processor, Func<bool> isOver);

    /// <summary>How they are put elsewhere; <see langword="null"/> if they are on this machine.</summary>
    WorkerLauncher? Launcher => null;

    /// <summary>What was noticed of their hosts.</summary>
    IReadOnlyList<string> Notices => [];

    /// <summary>Waits for workers that were killed and haven't ended yet.</summary>
    void WaitForEnd(TimeSpan most);
}
