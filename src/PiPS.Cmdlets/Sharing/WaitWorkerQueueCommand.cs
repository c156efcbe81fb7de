using System.Management.Automation;
using PiPS.Cmdlets.Completion;
using PiPS.Engine.Sharing.Messages;

namespace PiPS.Cmdlets.Sharing;

/// <summary><c>Wait-WorkerQueue</c>: waits until all messages that were sent to a queue are marked finished.</summary>
/// <remarks>
/// Receivers mark them with Complete-WorkerMessage. A message that was lost with its worker counts as finished, and is reported
/// here, an error each, unless a receiver was told before.
/// </remarks>
/// <example>
/// <para>Wait for the workers</para>
/// <code>$queue = New-WorkerQueue
/// 1..10 | Send-WorkerMessage $queue
/// Complete-WorkerQueue $queue
/// $job = 1..2 | Invoke-WorkerTask -AsJob {
///     Receive-WorkerMessage $using:queue -All |
///         ForEach-Object { $_; Complete-WorkerMessage $using:queue }
/// }
/// Wait-WorkerQueue $queue</code>
/// <para>All ten are finished by then.</para>
/// </example>
/// <example>
/// <para>Wait, but not for good</para>
/// <code>$queue = New-WorkerQueue
/// Send-WorkerMessage $queue 'nobody takes this'
/// Wait-WorkerQueue $queue -TimeoutSeconds 1 -ErrorAction SilentlyContinue</code>
/// <para>A time-out is an error.</para>
/// </example>
/// <seealso cref="CompleteWorkerMessageCommand"/>
/// <seealso cref="CompleteWorkerQueueCommand"/>
/// <seealso cref="NewWorkerQueueCommand"/>
/// <seealso>about_PiPS_Sharing</seealso>
[Cmdlet(VerbsLifecycle.Wait, "WorkerQueue")]
[OutputType(typeof(void))]
public sealed class WaitWorkerQueueCommand : ShareCmdlet
{
    /// <summary><b>-Channel</b>: the queue, or its name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(QueueCompleter))]
    public object Channel { get; set; } = string.Empty;

    /// <summary><b>-TimeoutSeconds</b>: how long to wait, from 0; after that it is an error.</summary>
    /// <value>No limit</value>
    [Parameter]
    public double? TimeoutSeconds { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        TimeSpan? limit = Limit(TimeoutSeconds);
        WorkerQueue queue = Find<WorkerQueue>(Channel, "a queue");

        Guard(queue, () =>
        {
            if (!queue.Join(limit, Stop))
            {
                Stop.ThrowIfCancellationRequested();
                WriteError(ShareErrors.QueueNotFinished(limit!.Value, queue));
            }

            foreach (object? lost in queue.TakeLost())
            {
                WriteError(ShareErrors.MessageLost(queue, lost));
            }
        });
    }
}
