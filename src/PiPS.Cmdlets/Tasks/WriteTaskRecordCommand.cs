using System.Management.Automation;

namespace PiPS.Cmdlets.Tasks;

/// <summary>The tail of a task's pipeline: hands the script's output to the port. It isn't exported.</summary>
public sealed class WriteTaskRecordCommand : Cmdlet
{
    /// <summary><b>-InputObject</b>: the output.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    public object? InputObject { get; set; }

    /// <summary><b>-Run</b>: the task.</summary>
    [Parameter(Mandatory = true)]
    public TaskRun? Run { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Run!.Write(StreamKind.Output, InputObject);
}
