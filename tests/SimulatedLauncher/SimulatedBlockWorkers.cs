using PiPS.Engine.Protocol;
using PiPS.Engine.Workers;

namespace PiPS.SimulatedLauncher;

/// <summary>Workers of an estimate that answer from a model.</summary>
internal sealed class SimulatedBlockWorkers(LauncherModel model) : IWorkerSource
{
    private int _started;
    private int _ready;

    /// <summary>Workers that were started.</summary>
    public int Started => Volatile.Read(ref _started);

    /// <summary>Workers that became ready.</summary>
    public int Ready => Volatile.Read(ref _ready);

    public IBlockWorker? Start(Job job, int? processor, Func<bool> isOver)
        => isOver() ? null : Start(job, Interlocked.Increment(ref _started));

    public void Succeeded(IBlockWorker worker) => Interlocked.Increment(ref _ready);

    public bool TryAnotherKind(IBlockWorker worker) => false;

    private SimulatedBlockWorker Start(Job job, int number) => new(number, model.Fate(number), new(job, model.Counts));
}
