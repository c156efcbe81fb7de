using System.Management.Automation;
using PiPS.Engine.Estimating;
using PiPS.Engine.Sharing.Messages;

namespace PiPS.Cmdlets.Sharing;

/// <summary><c>New-WorkerQueue</c>: makes a queue that sessions and workers send messages to and receive them from.</summary>
/// <remarks>
/// Many may send, many may receive: each message is received once, in the order in which they were sent. Values are copied, as
/// they are when they travel to a worker. The queue lives until Remove-SharedObject, or the session's end.
/// </remarks>
/// <example>
/// <para>Send messages, and receive them</para>
/// <code>$queue = New-WorkerQueue
/// 1..3 | Send-WorkerMessage $queue
/// Receive-WorkerMessage $queue -Count 3</code>
/// <para>The messages come in their order.</para>
/// </example>
/// <example>
/// <para>Share work so that none is lost with a worker</para>
/// <code>$queue = New-WorkerQueue -Capacity 100 -Redeliver
/// $job = 1..2 | Invoke-WorkerTask -AsJob {
///     Receive-WorkerMessage $using:queue -All |
///         ForEach-Object { $_; Complete-WorkerMessage $using:queue }
/// }
/// 1..1000 | Send-WorkerMessage $queue
/// Complete-WorkerQueue $queue
/// ($job | Receive-Job -Wait).Count</code>
/// <para>Two workers share a thousand messages; had one of them died, the other would have got what it had in hand.</para>
/// </example>
/// <seealso cref="SendWorkerMessageCommand"/>
/// <seealso cref="ReceiveWorkerMessageCommand"/>
/// <seealso cref="CompleteWorkerMessageCommand"/>
/// <seealso cref="CompleteWorkerQueueCommand"/>
/// <seealso cref="WaitWorkerQueueCommand"/>
/// <seealso cref="NewWorkerPipeCommand"/>
/// <seealso>about_PiPS_Sharing</seealso>
[Cmdlet(VerbsCommon.New, "WorkerQueue")]
[OutputType(typeof(WorkerQueue))]
public sealed class NewWorkerQueueCommand : ShareCmdlet
{
    /// <summary><b>-Name</b>: its name, for Get-SharedObject.</summary>
    /// <value>Queue1, Queue2 and so on</value>
    [Parameter(Position = 0)]
    public string Name { get; set; } = string.Empty;

    /// <summary><b>-Capacity</b>: messages that it has room for, from 1; whoever sends more waits until some are received.</summary>
    /// <value>No limit</value>
    [Parameter]
    [WholeNumberArgument]
    public WholeNumber? Capacity { get; set; }

    /// <summary><b>-Redeliver</b>: a message goes to another receiver if its worker dies, or its script ends, before Complete-WorkerMessage said that it is finished.</summary>
    [Parameter]
    public SwitchParameter Redeliver { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            long? capacity = (long?)Capacity?.Within("-Capacity", 1, long.MaxValue, ShareErrors.CapacityOutOfRange);
            Guard(Name, () => WriteObject(WorkerQueue.Create(SessionShares.Current, Name, capacity, Redeliver), enumerateCollection: false));
        }
        catch (InvalidOptionException refused)
        {
            ThrowTerminatingError(Errors.InvalidOption(refused));
        }
    }
}
