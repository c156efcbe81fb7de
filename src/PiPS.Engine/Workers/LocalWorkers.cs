using PiPS.Engine.Machine;
using PiPS.Engine.Protocol;

namespace PiPS.Engine.Workers;

/// <summary>Threads of this process as workers.</summary>
internal sealed class LocalWorkers : IWorkerSource
{
    public IBlockWorker? Start(Job job, int? processor, Func<bool> isOver) => new LocalWorker(job, pin: ThreadPin.To(processor));

    public void Succeeded(IBlockWorker worker)
    {
    }

    public bool TryAnotherKind(IBlockWorker worker) => false;
}
