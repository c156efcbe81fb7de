using System.Management.Automation;
using PiPS.Cmdlets.Pools;
using PiPS.Cmdlets.Tasks;
using PiPS.Engine.Estimating;
using PiPS.Engine.Launchers;
using PiPS.Engine.Pools;
using PiPS.Engine.Pools.Logging;
using PiPS.Engine.Pools.Runs;
using PiPS.Engine.Workers;

namespace PiPS.Cmdlets;

/// <summary>Every error record of the module: one method each, named as the error's id.</summary>
internal static class Errors
{
    /// <summary>What was asked for can't be done: the engine's own refusals, under their own ids.</summary>
    public static ErrorRecord InvalidOption(InvalidOptionException refused)
        => Record(refused, refused.Id, ErrorCategory.InvalidArgument, refused.Target, refused.Advice);

    /// <summary>No memory is left, or the system starts no more threads: .NET says the same of both.</summary>
    public static ErrorRecord OutOfMemory(OutOfMemoryException full) => Record(
        new InvalidOperationException("There is no memory, or no thread, left for this process.", full), nameof(OutOfMemory), ErrorCategory.ResourceUnavailable, null,
        "Ask for fewer workers, or raise the limits of this process (ulimit -u, ulimit -v) or of its container.");

    /// <summary>Worker processes died one after the other.</summary>
    public static ErrorRecord WorkersFailed(WorkersFailedException failed, object? trials) => failed is HostsFailedException hosts ? HostsFailed(hosts) : Record(
        failed, nameof(WorkersFailed), ErrorCategory.ResourceUnavailable, trials,
        "Read the last worker's last words above, and mend what they name. Where processes can't start, -Type Thread does the same work.");

    /// <summary>No host of a launcher is left.</summary>
    public static ErrorRecord HostsFailed(HostsFailedException failed) => Record(
        failed, nameof(HostsFailed), ErrorCategory.ResourceUnavailable, failed.Hosts,
        "Test-WorkerLauncher tries each host, and says what to mend. What a checkpoint has is kept: the same command goes on from there, on any workers.");

    /// <summary>A pool was stopped while it was used.</summary>
    public static ErrorRecord PoolStopped(PoolStoppedException stopped) => Record(
        stopped, nameof(PoolStopped), ErrorCategory.ResourceUnavailable, stopped.Pool,
        "Start another with Start-WorkerPool, and run the command again.");

    /// <summary>A worker that ended by choice didn't get through its exit script.</summary>
    public static ErrorRecord ExitScriptFailed(ExitProblem problem, string pool) => Record(
        new InvalidOperationException($"The exit script of worker {problem.Index} (process {problem.ProcessId}) of the pool {pool} failed: {problem.Message}"),
        nameof(ExitScriptFailed), ErrorCategory.NotSpecified, pool,
        "The worker has ended all the same. Look after what the script should have done, such as files and connections that it left.");

    /// <summary>A script can't be run as was asked.</summary>
    public static ErrorRecord InvalidTask(InvalidTaskException invalid) => invalid.Problem switch
    {
        TaskProblem.UsingVariableUndefined => UsingVariableUndefined(invalid),
        TaskProblem.FunctionNotFound => FunctionNotFound(invalid),
        TaskProblem.ModuleNotFound => ModuleNotFound(invalid),
        _ => VariableNotFound(invalid),
    };

    /// <summary>The script exited, or broke out of a loop that it isn't in.</summary>
    public static ErrorRecord ItemLeft(FlowControlException flow, object? item) => flow switch
    {
        ExitException exit => ItemExited(exit, item),
        BreakException => ItemBrokeOut(flow, "break", item),
        ContinueException => ItemBrokeOut(flow, "continue", item),
        _ => ItemBrokeOut(flow, flow.GetType().Name, item),
    };

    /// <summary>The script threw: its own error record, if it has one.</summary>
    public static ErrorRecord ItemFailed(Exception failure, object? item)
        => failure is not IContainsErrorRecord { ErrorRecord: { } record } ? new(failure, nameof(ItemFailed), ErrorCategory.NotSpecified, item)

            // Within its own exception a record has a stand-in for it.
            : failure is ParameterBindingException ? new(record, failure)
            : record;

    /// <summary>An item doesn't fit the script's parameters.</summary>
    public static ErrorRecord ItemNotBound(ErrorRecord failure, object? item) => Record(
        failure.Exception, nameof(ItemNotBound), ErrorCategory.InvalidArgument, item,
        "Give items that param() takes: an array gives parameters by position, a dictionary by name, anything else is the first. Or leave param() out, and use $_.");

    /// <summary>The script was stopped on an item.</summary>
    public static ErrorRecord ItemStopped(object? item) => Record(
        new OperationCanceledException("The script was stopped before it was done with this item."),
        nameof(ItemStopped), ErrorCategory.OperationStopped, item,
        "Run it again for this item. What it had done by then isn't undone.");

    private static ErrorRecord ItemExited(ExitException exit, object? item) => Record(
        new InvalidOperationException($"The script called 'exit {exit.Argument}', which ends this item alone."),
        nameof(ItemExited), ErrorCategory.OperationStopped, item,
        "Use 'return' to be done with an item, or 'throw' to make it fail with a message.");

    private static ErrorRecord ItemBrokeOut(FlowControlException flow, string keyword, object? item) => Record(
        new InvalidOperationException($"The script called '{keyword}' outside of a loop, which ends this item alone.", flow),
        nameof(ItemBrokeOut), ErrorCategory.OperationStopped, item,
        "Use 'return' to be done with an item, or 'throw' to make it fail with a message.");

    private static ErrorRecord UsingVariableUndefined(InvalidTaskException invalid) => Record(
        invalid, nameof(UsingVariableUndefined), ErrorCategory.ObjectNotFound, invalid.Target,
        "Give the variable a value before the command. $using: takes the caller's variables, not the script's own.");

    private static ErrorRecord FunctionNotFound(InvalidTaskException invalid) => Record(
        invalid, nameof(FunctionNotFound), ErrorCategory.ObjectNotFound, invalid.Target,
        "Define it before the command, or take its module along: -Module. Get-Command lists those there are.");

    private static ErrorRecord ModuleNotFound(InvalidTaskException invalid) => Record(
        invalid, nameof(ModuleNotFound), ErrorCategory.ObjectNotFound, invalid.Target,
        "Install it, or give the path of its manifest (.psd1). Get-Module -ListAvailable lists those there are.");

    private static ErrorRecord VariableNotFound(InvalidTaskException invalid) => Record(
        invalid, nameof(VariableNotFound), ErrorCategory.ObjectNotFound, invalid.Target,
        "Give the variable a value before the command; write its name without '$'.");

    /// <summary>An item has no result though its script didn't fail: it took too long, or its worker died.</summary>
    public static ErrorRecord ItemLost(LostItem lost, ItemStatus status, object? item) => status == ItemStatus.TimedOut
        ? Record(
            new TimeoutException($"The item ran for longer than it may. {lost.Message}"), "TaskTimedOut", ErrorCategory.OperationTimeout, item,
            "Give it more time with -TaskTimeoutSeconds, or run it again with -MaximumRetryCount. What it had done by then isn't undone.")
        : Record(
            new InvalidOperationException(lost.Message), nameof(ItemStatus.WorkerLost), ErrorCategory.ResourceUnavailable, item,
            lost.WasFinished
                ? "It had run to its end; only what it gave is lost. Run it again only if that does no harm."
                : "Run it again with -MaximumRetryCount, or find out why the worker died: Get-WorkerPool shows its exit code.");

    /// <summary>An item has no content that a log could know it by.</summary>
    public static ErrorRecord ItemNotLogged(UnknowableItem unknown, object? item) => Record(
        new InvalidOperationException($"The item can't be logged, and wasn't run: {unknown.Message}"),
        nameof(ItemNotLogged), ErrorCategory.InvalidData, item,
        "Give what the script needs of it, such as a path or an id, or run it without -LogPath.");

    /// <summary>A log can't be written any more.</summary>
    public static ErrorRecord LogNotWritten(TaskLogException failed) => Record(
        failed, nameof(LogNotWritten), ErrorCategory.WriteError, failed.Path,
        "Make room on its disk, then run the command again with -Resume: what is in the log isn't run again.");

    /// <summary>An item can't be sent to another process.</summary>
    public static ErrorRecord InputNotSent(RefusedInput refused) => refused.Id.Length > 0 ? Record(
        new InvalidOperationException(refused.Why), refused.Id, ErrorCategory.InvalidData, refused.Target, refused.Advice) : Record(
        new InvalidOperationException(refused.Why), nameof(InputNotSent), ErrorCategory.InvalidData, null,
        "Give what the script needs of it, such as a path or an id, or use -Type Thread, whose workers share this session's objects.");

    /// <summary>So many items failed that no further one was begun.</summary>
    public static ErrorRecord TooManyFailures(long done) => Record(
        new InvalidOperationException($"So many items failed that no further one was begun; {done} items ended."),
        nameof(TooManyFailures), ErrorCategory.OperationStopped, null,
        "Mend what makes them fail, or allow more with -MaximumFailure.");

    /// <summary>The command's time is over.</summary>
    public static ErrorRecord TimeoutReached(TaskTimeoutException timeout) => Record(
        timeout, nameof(TimeoutReached), ErrorCategory.OperationTimeout, null,
        "Give it more time with -TimeoutSeconds, or more workers.");

    /// <summary>A process of its own died before its script ended.</summary>
    public static ErrorRecord ProcessLost(WorkerLostException lost, object job) => Record(
        lost, nameof(ProcessLost), ErrorCategory.ResourceUnavailable, job,
        "The job's ExitCode says how it ended: negative is the signal that killed it. What it had done by then isn't undone.");

    /// <summary>A process of its own can't be started.</summary>
    public static ErrorRecord ProcessNotStarted(WorkerLostException lost) => Record(
        lost, nameof(ProcessNotStarted), ErrorCategory.ResourceUnavailable, null,
        "See whether this machine has processes and memory left, and whether pwsh can be started from this session.");

    /// <summary>Why a run can't begin or go on, under its own id; nothing if it is none of these reasons.</summary>
    public static ErrorRecord? OfRun(Exception cause) => cause switch
    {
        InvalidOptionException refused => InvalidOption(refused),
        InvalidTaskException refused => InvalidTask(refused),
        TaskTimeoutException timeout => TimeoutReached(timeout),
        TaskLogException failed => LogNotWritten(failed),
        PoolStoppedException stopped => PoolStopped(stopped),
        WorkersFailedException failed => WorkersFailed(failed, null),
        OutOfMemoryException full => OutOfMemory(full),
        _ => null,
    };

    /// <summary>A job ended before it was done.</summary>
    public static ErrorRecord JobFailed(Exception cause) => OfRun(cause) ?? cause switch
    {
        IContainsErrorRecord { ErrorRecord: { } record } => record,
        _ => Record(
            cause, nameof(JobFailed), ErrorCategory.OperationStopped, null,
            "Run the command without -AsJob to see where it fails. Items that ended have their results in the job."),
    };

    internal static ErrorRecord Record(Exception cause, string id, ErrorCategory category, object? target, string advice)
        => new(cause, id, category, target) { ErrorDetails = new(cause.Message) { RecommendedAction = advice } };
}
