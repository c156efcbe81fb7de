using System.Management.Automation;
using PiPS.Cmdlets.Completion;
using PiPS.Engine.Estimating;
using PiPS.Engine.Sharing;
using PiPS.Engine.Sharing.Locks;

namespace PiPS.Cmdlets.Sharing;

/// <summary><c>New-WorkerLock</c>: makes what scripts of the session and its workers wait for each other by.</summary>
/// <remarks>
/// <para>A Lock is held by one script at a time, and released by it alone; a RecursiveLock its holder may take again. A Semaphore is held
/// by -Count at a time, and released by anybody. An Event lets all go on once it is Set(), until its Reset(). Who holds a Condition
/// can wait for its Notify() or NotifyAll(). At a Barrier, -Count wait for each other, again and again; whoever gives up breaks
/// it for all until its Reset().</para>
/// <para>Use-WorkerLock holds one while a script block runs; Wait-WorkerLock waits. Both end on Ctrl+C. In workers take it along with
/// $using:. Whoever comes first is served first. What a worker holds when it dies, or when its script ends, is released, and the next
/// holder is told: LockAbandoned. The lock lives until Remove-SharedObject, or the session's end.</para>
/// </remarks>
/// <example>
/// <para>Let one worker at a time write to a file</para>
/// <code>$lock = New-WorkerLock
/// 1..100 | Invoke-WorkerTask {
///     Use-WorkerLock $using:lock { Add-Content numbers.txt $_ }
/// }</code>
/// <para>The file has a hundred whole lines.</para>
/// </example>
/// <example>
/// <para>Let three workers at a time ask a server</para>
/// <code>$three = New-WorkerLock -Type Semaphore -Count 3
/// Get-Content urls.txt | Invoke-WorkerTask -Type Thread -ThrottleLimit 8 {
///     Use-WorkerLock $using:three { Invoke-RestMethod $_ }
/// }</code>
/// <para>Eight workers work, three at most download.</para>
/// </example>
/// <example>
/// <para>Tell workers to end what they do</para>
/// <code>$end = New-WorkerLock -Type Event
/// $job = 1..2 | Invoke-WorkerTask -AsJob {
///     $n = 0
///     do { $n++ } until (Wait-WorkerLock $using:end -TimeoutSeconds 1 -Quiet)
///     $n
/// }
/// $end.Set()
/// Receive-Job $job -Wait</code>
/// <para>Each worker says how often it looked.</para>
/// </example>
/// <seealso cref="UseWorkerLockCommand"/>
/// <seealso cref="WaitWorkerLockCommand"/>
/// <seealso cref="UpdateSharedObjectCommand"/>
/// <seealso>about_PiPS_Sharing</seealso>
[Cmdlet(VerbsCommon.New, "WorkerLock")]
[OutputType(typeof(WorkerMutex), typeof(WorkerSemaphore), typeof(WorkerEvent), typeof(WorkerCondition), typeof(WorkerBarrier))]
public sealed class NewWorkerLockCommand : PSCmdlet
{
    /// <summary><b>-Type</b>: what to make: which does what is said above.</summary>
    /// <value>Lock</value>
    [Parameter(Position = 0)]
    [OneNameArgument(typeof(WorkerLockType))]
    [PSTypeName("PiPS.Cmdlets.Sharing.WorkerLockType")]
    [ArgumentCompleter(typeof(EnumCompleter<WorkerLockType>))]
    public Enum Type { get; set; } = WorkerLockType.Lock;

    /// <summary><b>-Name</b>: its name, for Get-SharedObject.</summary>
    /// <value>Lock1, Semaphore1 and so on</value>
    [Parameter(Position = 1)]
    public string Name { get; set; } = string.Empty;

    /// <summary><b>-Count</b>: how many may hold a semaphore at a time, or how many wait for each other at a barrier: 1 to 1,000,000.</summary>
    /// <value>1 for a semaphore; a barrier needs it</value>
    [Parameter]
    [WholeNumberArgument]
    public WholeNumber? Count { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            WriteObject(Made(SessionShares.Current));
        }
        catch (InvalidOptionException refused)
        {
            ThrowTerminatingError(Errors.InvalidOption(refused));
        }
        catch (ShareException refused)
        {
            ThrowTerminatingError(ShareErrors.Refused(refused, Name));
        }
    }

    private WorkerLock Made(ShareSpace space)
    {
        int? count = (int?)Count?.Within("-Count", 1, WorkerLock.MostCount, LockErrors.LockCountOutOfRange);

        return (WorkerLockType)Type switch
        {
            WorkerLockType.Semaphore => WorkerSemaphore.Create(space, count ?? 1, Name),
            WorkerLockType.Barrier => WorkerBarrier.Create(space, count ?? throw LockErrors.BarrierCountMissing(), Name),
            _ when count is not null => throw LockErrors.LockCountNotUsed((WorkerLockType)Type, Count?.Given),
            WorkerLockType.Event => WorkerEvent.Create(space, Name),
            WorkerLockType.Condition => WorkerCondition.Create(space, Name),
            _ => WorkerMutex.Create(space, Name, isRecursive: WorkerLockType.RecursiveLock.Equals(Type)),
        };
    }
}
