using System.Management.Automation;
using PiPS.Cmdlets.Completion;
using PiPS.Engine.Sharing.Messages;
using PiPS.Engine.Values;

namespace PiPS.Cmdlets.Sharing;

/// <summary><c>Send-WorkerMessage</c>: sends messages to a queue, or into a pipe.</summary>
/// <remarks>
/// Each input is a message; what is received is a copy. Where there is no room the command waits, and it ends once all is sent.
/// An array given as an argument is one message; on the pipeline each of its elements is one.
/// </remarks>
/// <example>
/// <para>Send what a command gives</para>
/// <code>$queue = New-WorkerQueue
/// Get-ChildItem -Name | Send-WorkerMessage $queue</code>
/// <para>Workers that were given $queue receive the names.</para>
/// </example>
/// <example>
/// <para>Send from a worker</para>
/// <code>$log = New-WorkerQueue
/// 1..4 | Invoke-WorkerTask { Send-WorkerMessage $using:log "on $_" }
/// Receive-WorkerMessage $log -All -NoWait</code>
/// <para>What the workers had to say, in the order in which they said it.</para>
/// </example>
/// <seealso cref="ReceiveWorkerMessageCommand"/>
/// <seealso cref="WaitWorkerMessageCommand"/>
/// <seealso cref="NewWorkerQueueCommand"/>
/// <seealso cref="NewWorkerPipeCommand"/>
/// <seealso>about_PiPS_Sharing</seealso>
[Cmdlet(VerbsCommunications.Send, "WorkerMessage")]
[OutputType(typeof(void))]
public sealed class SendWorkerMessageCommand : ShareCmdlet
{
    private MessageChannel? _channel;
    private MessageSender? _sender;
    private TimeSpan? _limit;

    /// <summary><b>-Channel</b>: a queue, a pipe's end, or the name of one.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ChannelCompleter))]
    public object Channel { get; set; } = string.Empty;

    /// <summary><b>-InputObject</b>: the message.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object? InputObject { get; set; }

    /// <summary><b>-TimeoutSeconds</b>: how long a message may wait for room, from 0; then it isn't sent, which is an error.</summary>
    /// <value>No limit</value>
    [Parameter]
    public double? TimeoutSeconds { get; set; }

    /// <summary><b>-NoWait</b>: a message for which there is no room at once isn't sent, which is an error.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _limit = Limit(NoWait ? 0 : TimeoutSeconds);
        _channel = Find<MessageChannel>(Channel, "a queue or a pipe's end");
        _sender = _limit is null ? new(_channel) : null;
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Guard(_channel, () =>
    {
        try
        {
            Send();
        }
        catch (UnencodableValueException refused)
        {
            WriteError(ShareErrors.MessageNotEncoded(refused, InputObject));
        }
    });

    /// <inheritdoc/>
    protected override void EndProcessing() => Guard(_channel, () => _sender?.Finish(Stop));

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // Stopped while it waited for input: what waits for room isn't to go in later.
        if (disposing && Stop.IsCancellationRequested)
        {
            _sender?.Cancel();
        }

        base.Dispose(disposing);
    }

    private void Send()
    {
        if (_sender is not null)
        {
            _sender.Send(InputObject, Stop);
        }
        else if (!_channel!.Send(InputObject, _limit, Stop))
        {
            Stop.ThrowIfCancellationRequested();
            WriteError(ShareErrors.MessageNotSent(_limit!.Value, _channel, InputObject));
        }
    }
}
