using System.Management.Automation;
using PiPS.Cmdlets.Completion;
using PiPS.Engine.Estimating;
using PiPS.Engine.Sharing.Messages;

namespace PiPS.Cmdlets.Sharing;

/// <summary><c>Receive-WorkerMessage</c>: receives messages from a queue, or from a pipe.</summary>
/// <remarks>
/// Each message is received once, by one of those who ask. Without switches it waits for one message; -All receives until the
/// queue is completed or the pipe's other end is closed, and streams. A quick receiver takes some messages ahead; what it
/// hasn't given by its end goes back to the front.
/// </remarks>
/// <returns>The messages: copies of what was sent.</returns>
/// <example>
/// <para>Receive until there is no more</para>
/// <code>$queue = New-WorkerQueue
/// 1..10 | Send-WorkerMessage $queue
/// Complete-WorkerQueue $queue
/// Receive-WorkerMessage $queue -All | ForEach-Object { $_ * 2 }</code>
/// <para>Any number of workers may do the same: each message goes to one of them.</para>
/// </example>
/// <example>
/// <para>Wait for an answer, but not for good</para>
/// <code>$here, $there = New-WorkerPipe
/// $job = Start-WorkerProcess { Send-WorkerMessage $using:there "I am $PID" }
/// Receive-WorkerMessage $here -TimeoutSeconds 30</code>
/// <para>If nothing comes within 30 seconds, that is an error.</para>
/// </example>
/// <seealso cref="SendWorkerMessageCommand"/>
/// <seealso cref="WaitWorkerMessageCommand"/>
/// <seealso cref="CompleteWorkerMessageCommand"/>
/// <seealso cref="NewWorkerQueueCommand"/>
/// <seealso cref="NewWorkerPipeCommand"/>
/// <seealso>about_PiPS_Sharing</seealso>
[Cmdlet(VerbsCommunications.Receive, "WorkerMessage", DefaultParameterSetName = CountSet)]
[OutputType(typeof(object))]
public sealed class ReceiveWorkerMessageCommand : ShareCmdlet
{
    private const string CountSet = "Count";
    private const string AllSet = "All";

    /// <summary><b>-Channel</b>: a queue, a pipe's end, or the name of one.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ChannelCompleter))]
    public object Channel { get; set; } = string.Empty;

    /// <summary><b>-Count</b>: how many messages to receive, from 1.</summary>
    /// <value>1</value>
    [Parameter(ParameterSetName = CountSet)]
    [WholeNumberArgument]
    public WholeNumber Count { get; set; } = new(1);

    /// <summary><b>-All</b>: receives until there will be no more: the queue is completed, or the pipe's other end is closed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = AllSet)]
    public SwitchParameter All { get; set; }

    /// <summary><b>-TimeoutSeconds</b>: how long to wait for each message, from 0; if none comes, that is an error.</summary>
    /// <value>No limit</value>
    [Parameter]
    public double? TimeoutSeconds { get; set; }

    /// <summary><b>-NoWait</b>: receives what there is, without waiting; nothing if there is nothing.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        TimeSpan? limit = Limit(NoWait ? 0 : TimeoutSeconds);

        long count = All ? long.MaxValue : Messages(Count);
        MessageChannel channel = Find<MessageChannel>(Channel, "a queue or a pipe's end");
        Guard(channel, () => Receive(channel, count, limit));
    }

    private void Receive(MessageChannel channel, long count, TimeSpan? limit)
    {
        using MessageReceiver receiver = new(channel, takesAhead: All);

        for (long received = 0; received < count; received++)
        {
            Reception came = receiver.Receive(out object? message, limit, Stop);

            if (came == Reception.Message)
            {
                WriteObject(message, enumerateCollection: false);
                continue;
            }

            Stop.ThrowIfCancellationRequested();
            Tell(channel, came, limit);
            break;
        }
    }

    private void Tell(MessageChannel channel, Reception came, TimeSpan? limit)
    {
        if (came == Reception.None && !NoWait)
        {
            WriteError(ShareErrors.MessageNotReceived(limit!.Value, channel));
        }
        else if (came == Reception.Ended && !All && !NoWait)
        {
            WriteError(ShareErrors.ChannelEnded(channel));
        }

        if (came == Reception.Ended && channel is WorkerQueue queue)
        {
            foreach (object? lost in queue.TakeLost())
            {
                WriteError(ShareErrors.MessageLost(queue, lost));
            }
        }
    }
}
