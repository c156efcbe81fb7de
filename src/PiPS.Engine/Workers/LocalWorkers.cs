using PiPS.Engine.Protocol;

namespace PiPS.Engine.Workers;

/// <summary>Threads of this process as workers.</summary>
internal sealed class LocalWorkers : IWorkerSource
{
    public IBlockWorker? Start(Job job, Func<bool> isOver) => new LocalWorker(job);

    public void Succeeded(IBlockWorker worker)
    {
    }

    public bool TryAnotherKind(IBlockWorker worker) => false;
}
