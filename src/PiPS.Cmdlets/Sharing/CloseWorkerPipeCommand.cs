using System.Management.Automation;
using PiPS.Cmdlets.Completion;
using PiPS.Engine.Sharing.Messages;

namespace PiPS.Cmdlets.Sharing;

/// <summary><c>Close-WorkerPipe</c>: closes a pipe's end: the other side receives what was sent from here, and then the end.</summary>
/// <remarks>What was sent to this end and not received is lost. An end can be closed more than once.</remarks>
/// <example>
/// <para>End the other side's loop</para>
/// <code>$here, $there = New-WorkerPipe
/// 1..3 | Send-WorkerMessage $here
/// Close-WorkerPipe $here
/// Receive-WorkerMessage $there -All</code>
/// <para>Gives 1, 2 and 3, and ends.</para>
/// </example>
/// <example>
/// <para>Close both ends</para>
/// <code>$pipe = New-WorkerPipe
/// $pipe | Close-WorkerPipe</code>
/// <para>Nothing can be sent or received any more.</para>
/// </example>
/// <seealso cref="NewWorkerPipeCommand"/>
/// <seealso cref="CompleteWorkerQueueCommand"/>
/// <seealso>about_PiPS_Sharing</seealso>
[Cmdlet(VerbsCommon.Close, "WorkerPipe")]
[OutputType(typeof(void))]
public sealed class CloseWorkerPipeCommand : ShareCmdlet
{
    /// <summary><b>-Channel</b>: the pipe's end, or its name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(PipeCompleter))]
    public object Channel { get; set; } = string.Empty;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        WorkerPipeEnd end = Find<WorkerPipeEnd>(Channel, "a pipe's end");
        Guard(end, end.Close);
    }
}
