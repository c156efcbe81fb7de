using System.Diagnostics.CodeAnalysis;
using PiPS.Engine.Protocol;

namespace PiPS.Engine.Workers;

/// <summary>Processes as workers, made by the first command that works here.</summary>
/// <remarks>
/// The first command is <c>pips</c>, which needs a .NET runtime. Where PowerShell brought its own, there may be none that
/// <c>pips</c> finds: then its first process dies before it says hello, and all turn to the next command.
/// </remarks>
[SuppressMessage(
    "Design", "CA1001", Justification = "A semaphore whose wait handle nobody asks for holds nothing to dispose of.")]
internal sealed class ProcessWorkers : IWorkerSource
{
    private readonly Lock _gate = new();
    private readonly IReadOnlyList<WorkerCommand> _commands;
    private int _chosen;
    private readonly SemaphoreSlim _turnstile = new(Math.Max(2, Environment.ProcessorCount));
    private bool _proved;

    /// <param name="commands">At least one, the best first.</param>
    public ProcessWorkers(IReadOnlyList<WorkerCommand> commands)
    {
        _commands = commands;
    }

    public IBlockWorker? Start(Job job, int? processor, Func<bool> isOver)
    {
        // A few at a time: more don't start sooner, and a run that is stopped early waits for these alone.
        _turnstile.Wait();

        try
        {
            return isOver() ? null : StartOne(job, processor);
        }
        finally
        {
            _turnstile.Release();
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

    private ProcessWorker StartOne(Job job, int? processor)
    {
        while (true)
        {
            WorkerCommand command = Chosen;

            try
            {
                return new ProcessWorker(command, WorkerProcess.Start(command, processor), job);
            }
            catch (WorkerLostException) when (TryAfter(command))
            {
                // The next command may be there.
            }
        }
    }

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
