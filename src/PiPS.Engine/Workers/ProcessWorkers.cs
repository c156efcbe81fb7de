using PiPS.Engine.Protocol;

namespace PiPS.Engine.Workers;

/// <summary>Processes as workers, made by the first command that works here.</summary>
/// <remarks>
/// The first command is <c>pips</c>, which needs a .NET runtime. Where PowerShell brought its own, there may be none that
/// <c>pips</c> finds: then its first process dies before it says hello, and all turn to the next command.
/// </remarks>
internal sealed class ProcessWorkers : IWorkerSource
{
    private readonly Lock _gate = new();
    private readonly IReadOnlyList<WorkerCommand> _commands;
    private int _chosen;
    private bool _proved;

    /// <param name="commands">At least one, the best first.</param>
    public ProcessWorkers(IReadOnlyList<WorkerCommand> commands)
    {
        _commands = commands;
    }

    public IBlockWorker Start(Job job)
    {
        while (true)
        {
            WorkerCommand command = Chosen;

            try
            {
                return new ProcessWorker(command, WorkerProcess.Start(command), job);
            }
            catch (WorkerLostException) when (TryAfter(command))
            {
                // The next command may be there.
            }
        }
    }

    public void Succeeded(IBlockWorker worker)
    {
        lock (_gate)
        {
            _proved = true;
        }
    }

    public bool TryAnotherKind(IBlockWorker worker) => TryAfter(((ProcessWorker)worker).Command);

    private WorkerCommand Chosen
    {
        get
        {
            lock (_gate)
            {
                return _commands[_chosen];
            }
        }
    }

    private bool TryAfter(WorkerCommand failed)
    {
        lock (_gate)
        {
            if (failed != _commands[_chosen])
            {
                // Others have turned to the next before, and may even have shown that it works.
                return true;
            }

            if (_proved || failed == _commands[^1])
            {
                return false;
            }

            _chosen++;
            return true;
        }
    }
}
