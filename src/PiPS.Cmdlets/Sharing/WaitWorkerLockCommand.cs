using System.Diagnostics;
using System.Management.Automation;
using PiPS.Cmdlets.Completion;
using PiPS.Engine.Sharing;
using PiPS.Engine.Sharing.Locks;

namespace PiPS.Cmdlets.Sharing;

/// <summary><c>Wait-WorkerLock</c>: waits for an event to be set, a condition to be notified, a barrier's other parties, or a lock to be free.</summary>
/// <remarks>
/// <para>A condition has to be held, by Use-WorkerLock: it is released while this waits, and held again afterwards, also after a
/// time-out. With -Until it waits until that is true, and not at all if it is already. A Lock, RecursiveLock or Semaphore is taken:
/// call its Exit() later, or better, let Use-WorkerLock take and release it.</para>
/// <para>Whoever gives up at a barrier, by a time-out or Ctrl+C, or dies, breaks it: the others, and whoever comes, get the error
/// BarrierBroken until its Reset().</para>
/// </remarks>
/// <returns>For a barrier, the place in the order of arrival, from 0, another for each; with -Quiet, whether it came in time; else nothing.</returns>
/// <example>
/// <para>Let workers begin together</para>
/// <code>$start = New-WorkerLock -Type Barrier -Count 2
/// 1..2 | Invoke-WorkerTask { Wait-WorkerLock $using:start } -BatchSize 1 `
///     -ThrottleLimit 2</code>
/// <para>Gives 0 and 1: none goes on before both are there.</para>
/// </example>
/// <example>
/// <para>Work until an event is set</para>
/// <code>$end = New-WorkerLock -Type Event
/// $job = Start-WorkerProcess {
///     $end = $using:end
///     do { Get-Date } until (Wait-WorkerLock $end -TimeoutSeconds 0.5 -Quiet)
/// }
/// $end.Set()
/// Receive-Job $job -Wait</code>
/// <para>A time, perhaps some. With -Quiet a time-out is no error.</para>
/// </example>
/// <example>
/// <para>Wait until something is true</para>
/// <code>$changed = New-WorkerLock -Type Condition
/// $job = Start-WorkerProcess {
///     Use-WorkerLock $using:changed {
///         Set-Content ready.txt 'yes'
///         ($using:changed).NotifyAll()
///     }
/// }
/// Use-WorkerLock $changed {
///     Wait-WorkerLock $changed -Until { Test-Path ready.txt }
/// }</code>
/// <para>Goes on once the file is there.</para>
/// </example>
/// <seealso cref="NewWorkerLockCommand"/>
/// <seealso cref="UseWorkerLockCommand"/>
/// <seealso>about_PiPS_Sharing</seealso>
[Cmdlet(VerbsLifecycle.Wait, "WorkerLock")]
[OutputType(typeof(void), typeof(int), typeof(bool))]
public sealed class WaitWorkerLockCommand : LockCmdlet
{
    /// <summary><b>-Lock</b>: what to wait for, or its name; or several, which it waits for one after the other.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(LockCompleter))]
    public object[] Lock { get; set; } = [];

    /// <summary><b>-Until</b>: what is to be true, once a condition was notified. It runs while the condition is held.</summary>
    [Parameter(Position = 1)]
    public ScriptBlock? Until { get; set; }

    /// <summary><b>-Quiet</b>: says whether it came in time, instead of making a time-out an error.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        List<HeldLock> held = [];
        long begun = Stopwatch.GetTimestamp();
        bool isDone = false;

        try
        {
            IReadOnlyList<WorkerLock> wanted = Found(Lock);
            CheckUntil(wanted);
            isDone = wanted.All(one => Awaited(one, begun, held));

            if (Quiet)
            {
                WriteObject(isDone);
            }
        }
        finally
        {
            if (!isDone)
            {
                held.ForEach(Release);
            }
        }
    }

    private bool Awaited(WorkerLock one, long begun, List<HeldLock> held)
    {
        bool came = false;
        Guard(one, () => came = one switch
        {
            WorkerEvent signal => signal.Wait(Left(begun), Stop),
            WorkerBarrier barrier => Arrived(barrier, begun),
            WorkerCondition condition => Notified(condition, begun),
            _ => Enter((HeldLock)one, begun, held),
        });

        // It may have come as it was stopped: then what follows isn't run, and what was taken goes back.
        if (Stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }

        if (!came && !Quiet)
        {
            ThrowTerminatingError(LockErrors.LockTimeout(one, TimeoutSeconds!.Value));
        }

        return came;
    }

    private bool Arrived(WorkerBarrier barrier, long begun)
    {
        if (barrier.Wait(Left(begun), Stop) is not int place)
        {
            return false;
        }

        if (!Quiet)
        {
            WriteObject(place);
        }

        return true;
    }

    private bool Notified(WorkerCondition condition, long begun)
    {
        if (Until is null)
        {
            return WasNotified(condition, begun);
        }

        while (!IsTrue(Until))
        {
            // Looked at once more after the time-out: it may have become true without a word.
            if (!WasNotified(condition, begun))
            {
                return IsTrue(Until);
            }
        }

        return true;
    }

    private bool WasNotified(WorkerCondition condition, long begun)
    {
        ConditionWait wait = condition.Wait(Left(begun), Stop);
        Stop.ThrowIfCancellationRequested();
        TellAbandoned(condition, wait.Entry);
        return wait.WasNotified;
    }

    // In the caller's scope, as if it were dotted.
    private bool IsTrue(ScriptBlock script) => LanguagePrimitives.IsTrue(InvokeCommand.InvokeScript(false, script, null));

    private void CheckUntil(IReadOnlyList<WorkerLock> wanted)
    {
        if (Until is not null && wanted.FirstOrDefault(one => one is not WorkerCondition) is WorkerLock other)
        {
            ThrowTerminatingError(LockErrors.LockNotCondition(other));
        }
    }

    private static void Release(HeldLock one)
    {
        try
        {
            one.Exit(isUnmended: true);
        }
        catch (ShareException)
        {
            // It was removed: nothing to give back.
        }
    }
}
