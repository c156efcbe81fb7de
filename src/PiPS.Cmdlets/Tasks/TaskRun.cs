using System.Management.Automation;
using System.Management.Automation.Language;

namespace PiPS.Cmdlets.Tasks;

/// <summary>One task while it runs: what the pipeline's two ends and the host share. Used by one thread at a time.</summary>
/// <remarks>Public only because PowerShell sets it as a parameter.</remarks>
public sealed class TaskRun
{
    private readonly ITaskPort _port;
    private object? _item;
    private ErrorRecord? _unbound;

    internal TaskRun(TaskDefinition task, ITaskPort port)
    {
        Task = task;
        _port = port;
    }

    internal TaskDefinition Task { get; }

    /// <summary>The script. Set by <see cref="PrepareTaskCommand"/>.</summary>
    internal TaskScript? Script { get; set; }

    /// <summary>Whether an item was begun and not ended.</summary>
    internal bool IsOpen { get; private set; }

    /// <summary>The item, or phase, that was begun last.</summary>
    internal object? Item => _item;

    /// <summary>Whether there are no more items.</summary>
    internal bool IsRead { get; private set; }

    /// <summary>The <c>exit</c>, <c>break</c> or <c>continue</c> that ended the item.</summary>
    internal FlowControlException? Flow { get; set; }

    /// <summary>What its process is to end with, if the task ends it: 0, 1 after a failure, or what the script says.</summary>
    internal int ExitCode { get; private set; }

    /// <summary>Whether the script said <c>exit</c>, and may.</summary>
    internal bool HasExited { get; private set; }

    /// <summary>What the port threw: nothing can go on then.</summary>
    internal Exception? PortFailure { get; private set; }

    internal bool TryTake(CancellationToken stop, out object? item)
    {
        try
        {
            bool taken = _port.TryTake(stop, out item);
            IsRead = !taken;
            return taken;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception failure) when (Broken(failure))
        {
            throw;
        }
    }

    internal void Begin(object? item)
    {
        _item = item;
        IsOpen = true;

        try
        {
            _port.Begin(item);
        }
        catch (Exception failure) when (Broken(failure))
        {
            throw;
        }
    }

    internal void Write(StreamKind kind, object? record)
    {
        if (kind == StreamKind.Error && IsOpen && record is ErrorRecord error && IsUnbound(error))
        {
            // PowerShell goes on after it, as it does in a script of the user's own; but the script hasn't seen this item.
            _unbound = error;
            return;
        }

        try
        {
            _port.Write(kind, record);
        }
        catch (Exception failure) when (Broken(failure))
        {
            throw;
        }
    }

    /// <summary>The script said <c>exit</c>.</summary>
    /// <returns>Whether it may: then the item is done, and nothing follows.</returns>
    internal bool TryExit(ExitException exit)
    {
        HasExited = Task.EndsProcess;
        ExitCode = HasExited && LanguagePrimitives.TryConvertTo(exit.Argument, out int code) ? code : ExitCode;
        return HasExited;
    }

    internal void End(object? failure)
    {
        ExitCode = failure is null ? ExitCode : 1;
        object? item = _item;
        failure = _unbound is not null ? Errors.ItemNotBound(_unbound, item)
            : failure is ErrorRecord error && IsUnbound(error) ? Errors.ItemNotBound(error, item)
            : failure;
        _unbound = null;
        IsOpen = false;
        _item = null;

        try
        {
            if (failure is not null)
            {
                _port.Write(StreamKind.Error, failure);
            }

            _port.End(item, failure);
        }
        catch (Exception broken) when (Broken(broken))
        {
            throw;
        }
    }

    // What the script itself calls stands elsewhere.
    private bool IsUnbound(ErrorRecord error) => error.Exception is ParameterBindingException && Script?.Place is IScriptExtent place
        && error.InvocationInfo is InvocationInfo at && at.ScriptLineNumber == place.StartLineNumber
        && at.OffsetInLine == place.StartColumnNumber && (at.ScriptName ?? string.Empty) == (place.File ?? string.Empty);

    private bool Broken(Exception failure)
    {
        PortFailure ??= failure;
        return false;
    }
}
