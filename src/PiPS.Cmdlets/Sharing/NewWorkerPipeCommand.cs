using System.Management.Automation;
using PiPS.Engine.Sharing.Messages;

namespace PiPS.Cmdlets.Sharing;

/// <summary><c>New-WorkerPipe</c>: makes a pipe, and gives its two ends: what is sent into one is received from the other.</summary>
/// <remarks>
/// Keep one end, and give the other to a worker. When the last worker that used an end has gone, or Close-WorkerPipe closed it, the other side
/// receives what was sent before, and then the end. Up to 64 MiB wait in a pipe; whoever sends more waits. The pipe lives until its ends are
/// removed by Remove-SharedObject, or the session ends.
/// </remarks>
/// <example>
/// <para>Talk with a process</para>
/// <code>$here, $there = New-WorkerPipe
/// $job = Start-WorkerProcess {
///     Receive-WorkerMessage $using:there -All |
///         ForEach-Object { Send-WorkerMessage $using:there ($_ * 2) }
/// }
/// Send-WorkerMessage $here 21
/// Receive-WorkerMessage $here
/// Close-WorkerPipe $here
/// $job | Wait-Job | Remove-Job</code>
/// <para>Gives 42. Closing the pipe ends the process's loop.</para>
/// </example>
/// <example>
/// <para>One way only</para>
/// <code>$receiver, $sender = New-WorkerPipe -OneWay
/// Send-WorkerMessage $sender 'hello'
/// Receive-WorkerMessage $receiver</code>
/// <para>The first end receives, the second sends.</para>
/// </example>
/// <seealso cref="SendWorkerMessageCommand"/>
/// <seealso cref="ReceiveWorkerMessageCommand"/>
/// <seealso cref="CloseWorkerPipeCommand"/>
/// <seealso cref="NewWorkerQueueCommand"/>
/// <seealso>about_PiPS_Sharing</seealso>
[Cmdlet(VerbsCommon.New, "WorkerPipe")]
[OutputType(typeof(WorkerPipeEnd))]
public sealed class NewWorkerPipeCommand : ShareCmdlet
{
    /// <summary><b>-Name</b>: its name; its ends are called name.1 and name.2.</summary>
    /// <value>Pipe1, Pipe2 and so on</value>
    [Parameter(Position = 0)]
    public string Name { get; set; } = string.Empty;

    /// <summary><b>-OneWay</b>: the first end only receives, the second only sends.</summary>
    [Parameter]
    public SwitchParameter OneWay { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Guard(Name, () =>
    {
        (WorkerPipeEnd first, WorkerPipeEnd second) = WorkerPipeEnd.Create(SessionShares.Current, Name, OneWay);
        WriteObject(first, enumerateCollection: false);
        WriteObject(second, enumerateCollection: false);
    });
}
