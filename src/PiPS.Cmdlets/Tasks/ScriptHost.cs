using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace PiPS.Cmdlets.Tasks;

/// <summary>Runs scripts over items in one runspace: what a worker is, however its items arrive.</summary>
/// <remarks>
/// <para>A task is one pipeline: reader, the user's script; what that gives goes to the port. An item that fails ends it, and a new one goes on with the
/// rest; then the script's <c>begin</c> runs again. What a task sets doesn't reach the next: preferences, strict mode, current
/// directory, functions and variables taken along, <c>$Error</c>. What does, as in Python's pools: <c>$global:</c> variables,
/// loaded modules, environment variables and other state of the process.</para>
/// <para>A runspace that isn't in use runs pipelines on a thread of its own, unless its <c>ThreadOptions</c> is
/// <c>UseCurrentThread</c>, which saves a thread's start for each task. In the calling thread's own
/// runspace the pipeline is nested, and PowerShell shows warnings and the like in that runspace's host instead of handing
/// them on (seen in 7.6.5): a worker process makes a runspace of its own.</para>
/// </remarks>
public sealed class ScriptHost : IDisposable
{
    private static readonly CmdletInfo Preparer = new("Prepare-Task", typeof(PrepareTaskCommand));
    private static readonly CmdletInfo Reader = new("Read-TaskItem", typeof(ReadTaskItemCommand));

    private readonly Runspace _runspace;
    private readonly HashSet<string> _leftover = new(StringComparer.OrdinalIgnoreCase);
    private readonly ManualResetEventSlim _idle = new(initialState: true);
    private readonly Lock _gate = new();
    private PowerShell? _shell;
    private bool _isCancelled;

    /// <param name="runspace">Where to run; an open one. It isn't closed.</param>
    public ScriptHost(Runspace runspace)
    {
        ArgumentNullException.ThrowIfNull(runspace);
        _runspace = runspace;
    }

    /// <inheritdoc/>
    public void Dispose() => _idle.Dispose();

    /// <summary>Runs a task until the port has no more items. One at a time.</summary>
    /// <remarks>What the port throws ends it, and comes out of here.</remarks>
    public TaskOutcome Run(TaskDefinition task, ITaskPort port)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(port);
        TaskRun run = new(task, port);
        _isCancelled = false;
        _idle.Reset();

        try
        {
            ErrorRecord? failure = Invoke(
                run, shell => shell.AddCommand(Preparer).AddParameter("Run", run).AddParameter("Leftover", _leftover));
            return failure is null ? RunItems(run) : new(_isCancelled, _isCancelled ? null : failure, ExitCode: 1);
        }
        finally
        {
            _idle.Set();
        }
    }

    /// <summary>Stops what runs, if anything does. Any thread may call it.</summary>
    /// <param name="patience">How long to wait for it.</param>
    /// <returns>Whether it has stopped: a .NET method that blocks doesn't let itself be stopped.</returns>
    public bool Cancel(TimeSpan patience)
    {
        lock (_gate)
        {
            _isCancelled = true;
            ShellStop.Begin(_shell);
        }

        return _idle.Wait(patience);
    }

    private TaskOutcome RunItems(TaskRun run)
    {
        while (true)
        {
            ErrorRecord? failure = Invoke(run, shell => AddPipeline(shell, run));

            if (_isCancelled)
            {
                Close(run, run.IsOpen ? Errors.ItemStopped(run.Item) : null);
                return new(IsStopped: true, null);
            }

            object? item = run.Item;
            bool isInItem = run.IsOpen;

            // A pipeline that was stopped by its own script says nothing.
            failure ??= isInItem && !run.HasExited && item is not TaskPhase ? Errors.ItemStopped(item) : null;
            Close(run, failure);

            if ((failure is null && run.IsRead) || run.HasExited)
            {
                return new(IsStopped: false, null, run.ExitCode);
            }

            // A task that fails before it gets to an item would do so again; one that fails after the last is over.
            if (!isInItem || item is TaskPhase)
            {
                return new(IsStopped: false, item == TaskPhase.Ending ? null : failure, ExitCode: 1);
            }
        }
    }

    private static void Close(TaskRun run, ErrorRecord? failure)
    {
        if (run.IsOpen)
        {
            run.End(failure);
        }
    }

    private static void AddPipeline(PowerShell shell, TaskRun run)
    {
        shell.AddCommand(Reader).AddParameter("Run", run).AddCommand(PrepareTaskCommand.ScriptCommand);

        if (run.Task.UsingValues.Count > 0)
        {
            // How PowerShell is given the values of $using: expressions, also by ThreadJob.
            shell.AddParameter("--%", run.Task.UsingValues.ToDictionary());
        }

        if (run.Script!.Parameters is null)
        {
            foreach (object? argument in run.Task.ArgumentList ?? [])
            {
                shell.AddArgument(argument);
            }
        }
    }

    // Null if it ran to its end.
    private ErrorRecord? Invoke(TaskRun run, Action<PowerShell> fill)
    {
        using PowerShell shell = Runspace.DefaultRunspace == _runspace
            ? PowerShell.Create(RunspaceMode.CurrentRunspace)
            : PowerShell.Create();

        if (Runspace.DefaultRunspace != _runspace)
        {
            shell.Runspace = _runspace;
        }

        fill(shell);
        StreamForwarder.Attach(shell.Streams, run);
        run.Flow = null;

        lock (_gate)
        {
            if (_isCancelled)
            {
                return Errors.ItemStopped(run.Item);
            }

            _shell = shell;
        }

        try
        {
            using PSDataCollection<PSObject> output = TaskOutput.To(run);
            shell.Invoke(null, output);
            return null;
        }
        catch (Exception) when (run.PortFailure is null && run.Flow is ExitException exit && run.TryExit(exit))
        {
            return null;
        }
        catch (Exception failure) when (run.PortFailure is null)
        {
            return run.Flow is FlowControlException flow ? Errors.ItemLeft(flow, run.Item) : Errors.ItemFailed(failure, run.Item);
        }
        finally
        {
            lock (_gate)
            {
                _shell = null;
            }

            if (run.PortFailure is Exception broken)
            {
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(broken);
            }
        }
    }
}
