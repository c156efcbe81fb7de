using PiPS.Engine.Values;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Pools.TaskWorkers;

/// <summary>Processes as a pool's workers.</summary>
internal sealed class ProcessTaskWorkers : ITaskWorkerSource
{
    private readonly Func<string, WorkerCommand> _command;
    private readonly IValueCodec _codec;
    private readonly object _setUp;
    private readonly PoolOptions _options;

    /// <param name="command">What a worker is started with, given where it notes the item that it is on.</param>
    /// <param name="codec">Values as bytes.</param>
    /// <param name="setUp">How a worker sets itself up.</param>
    /// <param name="options">How long it may take for that.</param>
    public ProcessTaskWorkers(Func<string, WorkerCommand> command, IValueCodec codec, object setUp, PoolOptions options)
    {
        _options = options;
        _command = command;
        _codec = codec;
        _setUp = setUp;
    }

    /// <remarks>Disposing of a process waits for its end.</remarks>
    public void WaitForEnd(TimeSpan most)
    {
    }

    public ITaskWorker? Start(int? processor, Func<bool> isOver)
    {
        MarkMemory mark = MarkMemory.Create();

        try
        {
            return new ProcessTaskWorker(WorkerProcess.Start(_command(mark.Path), processor), _codec, mark, _setUp, _options);
        }
        catch
        {
            mark.Hide();
            mark.Dispose();
            throw;
        }
    }
}
