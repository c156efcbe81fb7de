using System.Management.Automation;
using PiPS.Cmdlets.Completion;
using PiPS.Engine.Sharing.Messages;

namespace PiPS.Cmdlets.Sharing;

/// <summary><c>Complete-WorkerQueue</c>: says that no more messages come, so that receivers end once they have taken the last.</summary>
/// <remarks>Whoever still waits to send is let in; who comes later is refused. A queue can be completed more than once.</remarks>
/// <example>
/// <para>End the loops of the receivers</para>
/// <code>$queue = New-WorkerQueue
/// 1..10 | Send-WorkerMessage $queue
/// Complete-WorkerQueue $queue
/// Receive-WorkerMessage $queue -All</code>
/// <para>Receive-WorkerMessage -All ends after the tenth message.</para>
/// </example>
/// <example>
/// <para>Complete several by name</para>
/// <code>New-WorkerQueue -Name orders | Out-Null
/// New-WorkerQueue -Name bills | Out-Null
/// 'orders', 'bills' | Complete-WorkerQueue</code>
/// <para>Both take no more messages.</para>
/// </example>
/// <seealso cref="NewWorkerQueueCommand"/>
/// <seealso cref="WaitWorkerQueueCommand"/>
/// <seealso cref="ReceiveWorkerMessageCommand"/>
/// <seealso>about_PiPS_Sharing</seealso>
[Cmdlet(VerbsLifecycle.Complete, "WorkerQueue")]
[OutputType(typeof(void))]
public sealed class CompleteWorkerQueueCommand : ShareCmdlet
{
    /// <summary><b>-Channel</b>: the queue, or its name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(QueueCompleter))]
    public object Channel { get; set; } = string.Empty;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        WorkerQueue queue = Find<WorkerQueue>(Channel, "a queue");
        Guard(queue, queue.Complete);
    }
}
