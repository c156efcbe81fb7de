using System.Management.Automation;
using PiPS.Cmdlets.Completion;
using PiPS.Engine.Sharing.Messages;

namespace PiPS.Cmdlets.Sharing;

/// <summary><c>Wait-WorkerMessage</c>: waits until any of several queues and pipes has a message, or its end.</summary>
/// <remarks>
/// It gives those that have; nothing is received yet, and with other receivers about a message may be gone again. Completed
/// queues and pipes whose other end is closed count, too: leave them out once Receive-WorkerMessage said so. After
/// -TimeoutSeconds it gives nothing, as Wait-Job does.
/// </remarks>
/// <example>
/// <para>Take whichever comes first</para>
/// <code>$orders = New-WorkerQueue
/// $bills = New-WorkerQueue
/// Send-WorkerMessage $bills 17
/// Wait-WorkerMessage $orders, $bills | Receive-WorkerMessage</code>
/// <para>Gives 17, from $bills.</para>
/// </example>
/// <example>
/// <para>Look once in a while</para>
/// <code>$queue = New-WorkerQueue
/// if (-not (Wait-WorkerMessage $queue -TimeoutSeconds 1)) { 'still nothing' }</code>
/// <para>Waits for a second, and goes on.</para>
/// </example>
/// <seealso cref="ReceiveWorkerMessageCommand"/>
/// <seealso cref="SendWorkerMessageCommand"/>
/// <seealso>about_PiPS_Sharing</seealso>
[Cmdlet(VerbsLifecycle.Wait, "WorkerMessage")]
[OutputType(typeof(WorkerQueue), typeof(WorkerPipeEnd))]
public sealed class WaitWorkerMessageCommand : ShareCmdlet
{
    private readonly List<MessageChannel> _channels = [];

    /// <summary><b>-Channel</b>: queues, pipe ends, or their names.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ChannelCompleter))]
    public object[] Channel { get; set; } = [];

    /// <summary><b>-TimeoutSeconds</b>: how long to wait, from 0.</summary>
    /// <value>No limit</value>
    [Parameter]
    public double? TimeoutSeconds { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _channels.AddRange(Channel.Select(given => Find<MessageChannel>(given, "a queue or a pipe's end")));

    /// <inheritdoc/>
    protected override void EndProcessing() => Guard(_channels, () =>
    {
        foreach (MessageChannel ready in MessageChannel.WaitForAny(_channels, Limit(TimeoutSeconds), Stop))
        {
            WriteObject(ready, enumerateCollection: false);
        }

        Stop.ThrowIfCancellationRequested();
    });
}
