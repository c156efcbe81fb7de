using PiPS.Engine.Values;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Pools;

/// <summary>Processes as a pool's workers.</summary>
internal sealed class ProcessTaskWorkers : ITaskWorkerSource
{
    private readonly Func<string, WorkerCommand> _command;
    private readonly IValueCodec _codec;
    private readonly object _setUp;

    /// <param name="command">What a worker is started with, given where it notes the item that it is on.</param>
    /// <param name="codec">Values as bytes.</param>
    /// <param name="setUp">How a worker sets itself up.</param>
    public ProcessTaskWorkers(Func<string, WorkerCommand> command, IValueCodec codec, object setUp)
    {
        _command = command;
        _codec = codec;
        _setUp = setUp;
    }

    /// <remarks>Disposing of a process waits for its end.</remarks>
    public void WaitForEnd(TimeSpan most)
    {
    }

    public ITaskWorker Start()
    {
        MarkMemory mark = MarkMemory.Create();

        try
        {
            return new ProcessTaskWorker(WorkerProcess.Start(_command(mark.Path)), _codec, mark, _setUp);
        }
        catch
        {
            mark.Hide();
            mark.Dispose();
            throw;
        }
    }
}
