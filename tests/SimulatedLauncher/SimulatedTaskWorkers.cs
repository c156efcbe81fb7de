using PiPS.Engine.Pools;
using PiPS.Engine.Pools.TaskWorkers;

namespace PiPS.SimulatedLauncher;

/// <summary>Workers of a pool that answer from a model: an item's output is the item.</summary>
internal sealed class SimulatedTaskWorkers(LauncherModel model) : ITaskWorkerSource
{
    private int _started;
    private int _ready;

    /// <summary>Workers that were started.</summary>
    public int Started => Volatile.Read(ref _started);

    /// <summary>Workers that became ready.</summary>
    public int Ready => Volatile.Read(ref _ready);

    /// <summary>A pool of them.</summary>
    public WorkerPool Pool(int count) => new("simulated", "Process", count, this, new());

    public ITaskWorker? Start(int? processor, Func<bool> isOver)
    {
        int number = Interlocked.Increment(ref _started);
        return new SimulatedTaskWorker(number, model, () => Interlocked.Increment(ref _ready));
    }

    public void WaitForEnd(TimeSpan most)
    {
    }
}
