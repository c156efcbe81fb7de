using System.Management.Automation;
using PiPS.Cmdlets.Completion;
using PiPS.Engine.Estimating;
using PiPS.Engine.Sharing.Messages;

namespace PiPS.Cmdlets.Sharing;

/// <summary><c>Complete-WorkerMessage</c>: marks messages that were received from a queue finished.</summary>
/// <remarks>
/// Wait-WorkerQueue waits until all messages of a queue are. On a queue made with -Redeliver, a message goes to another receiver if its own ends
/// before this; there, only whoever received it can mark it. The oldest that this worker received are meant.
/// </remarks>
/// <example>
/// <para>Wait until all that was sent is done</para>
/// <code>$queue = New-WorkerQueue
/// 1..3 | Send-WorkerMessage $queue
/// $queue | Receive-WorkerMessage -Count 3 |
///     ForEach-Object { $_; Complete-WorkerMessage $queue }
/// Wait-WorkerQueue $queue</code>
/// <para>Here one script does both; usually workers receive, and the session waits.</para>
/// </example>
/// <example>
/// <para>Mark a whole batch</para>
/// <code>$queue = New-WorkerQueue
/// 1..100 | Send-WorkerMessage $queue
/// $sum = (Receive-WorkerMessage $queue -Count 100 | Measure-Object -Sum).Sum
/// Complete-WorkerMessage $queue -Count 100</code>
/// <para>All hundred are finished at once.</para>
/// </example>
/// <seealso cref="ReceiveWorkerMessageCommand"/>
/// <seealso cref="WaitWorkerQueueCommand"/>
/// <seealso cref="NewWorkerQueueCommand"/>
/// <seealso>about_PiPS_Sharing</seealso>
[Cmdlet(VerbsLifecycle.Complete, "WorkerMessage")]
[OutputType(typeof(void))]
public sealed class CompleteWorkerMessageCommand : ShareCmdlet
{
    /// <summary><b>-Channel</b>: the queue, or its name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(QueueCompleter))]
    public object Channel { get; set; } = string.Empty;

    /// <summary><b>-Count</b>: how many messages, from 1.</summary>
    /// <value>1</value>
    [Parameter(Position = 1)]
    [WholeNumberArgument]
    public WholeNumber Count { get; set; } = new(1);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        long count = Messages(Count);
        WorkerQueue queue = Find<WorkerQueue>(Channel, "a queue");
        Guard(queue, () => queue.CompleteMessage(count));
    }
}
