using System.Diagnostics;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using PiPS.Cmdlets.Completion;
using PiPS.Engine.Sharing;
using PiPS.Engine.Sharing.Locks;

namespace PiPS.Cmdlets.Sharing;

/// <summary><c>Use-WorkerLock</c>: runs a script block while it holds a lock that sessions and workers share.</summary>
/// <remarks>
/// <para>The script runs in the caller's scope, as with ForEach-Object: it sees and sets the caller's variables. However it ends, by an
/// error, Ctrl+C, 'break' or Select-Object -First, the lock is released. Several locks are taken in the order in which they
/// were made, so that scripts can't come to wait for each other.</para>
/// <para>If a worker died holding the lock, or its script ended without releasing it, that is the error LockAbandoned, and the script
/// runs all the same; within it, IsAbandoned of the lock is true. With -ErrorAction Stop it doesn't run. The next holder is
/// told as well, until a script that was told has run to its end. Waiting for a lock that the script holds already would never
/// end: that is the error LockHeldByCaller, at once.</para>
/// </remarks>
/// <returns>What the script gives, as it comes.</returns>
/// <example>
/// <para>Let one worker at a time change a file</para>
/// <code>$lock = New-WorkerLock
/// Set-Content count.txt 0
/// 1..100 | Invoke-WorkerTask {
///     Use-WorkerLock $using:lock {
///         Set-Content count.txt (1 + (Get-Content count.txt))
///     }
/// }
/// Get-Content count.txt</code>
/// <para>100: no update is lost.</para>
/// </example>
/// <example>
/// <para>Look after what a dead worker left</para>
/// <code>$lock = New-WorkerLock
/// Use-WorkerLock $lock -TimeoutSeconds 10 -ErrorAction SilentlyContinue {
///     if ($lock.IsAbandoned) { Remove-Item *.part }
///     Set-Content result.part 'done'
///     Move-Item result.part result.txt -Force
/// }</code>
/// <para>If the lock isn't free within ten seconds, that is an error that ends the statement.</para>
/// </example>
/// <seealso cref="NewWorkerLockCommand"/>
/// <seealso cref="WaitWorkerLockCommand"/>
/// <seealso>about_PiPS_Sharing</seealso>
[Cmdlet(VerbsOther.Use, "WorkerLock")]
[OutputType(typeof(object))]
public sealed class UseWorkerLockCommand : LockCmdlet
{
    // Dotted, so that it runs in the caller's scope, and with output and errors as they come.
    private const string Dotted = ". $args[0]";

    /// <summary><b>-Lock</b>: a Lock, RecursiveLock, Semaphore or Condition, or its name; or several.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(LockCompleter))]
    public object[] Lock { get; set; } = [];

    /// <summary><b>-ScriptBlock</b>: what to run while it is held.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    public ScriptBlock ScriptBlock { get; set; } = null!;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        List<HeldLock> held = [];
        bool isDone = false;

        try
        {
            Take(held);
            InvokeCommand.InvokeScript(Dotted, useNewScope: false, PipelineResultTypes.Output | PipelineResultTypes.Error, null, ScriptBlock);
            isDone = true;
        }
        finally
        {
            Release(held, isDone);
        }
    }

    private void Take(List<HeldLock> held)
    {
        IReadOnlyList<HeldLock> wanted = [.. Found(Lock).Select(Holdable)];
        long begun = Stopwatch.GetTimestamp();

        foreach (HeldLock one in wanted)
        {
            Guard(one, () =>
            {
                if (!Enter(one, begun, held))
                {
                    ThrowTerminatingError(LockErrors.LockTimeout(one, TimeoutSeconds!.Value));
                }
            });
        }
    }

    private HeldLock Holdable(WorkerLock one)
    {
        if (one is not HeldLock holdable)
        {
            ThrowTerminatingError(LockErrors.LockNotHoldable(one));
            throw new PipelineStoppedException();
        }

        return holdable;
    }

    private void Release(List<HeldLock> held, bool isDone)
    {
        List<ErrorRecord> refusals = [];

        for (int i = held.Count - 1; i >= 0; i--)
        {
            try
            {
                held[i].Exit(isUnmended: !isDone);
            }
            catch (ShareException refused)
            {
                refusals.Add(ShareErrors.Refused(refused, held[i]));
            }
        }

        // Where the script failed, or was stopped, that is what to tell.
        if (isDone)
        {
            refusals.ForEach(WriteError);
        }
    }
}
