using System.Management.Automation;
using PiPS.Cmdlets.Tasks;

namespace PiPS.Module.Doubles;

/// <summary><c>New-TestTask</c>: a task of what the caller has, as Invoke-WorkerTask will make it.</summary>
[Cmdlet(VerbsCommon.New, "TestTask")]
[OutputType(typeof(TaskDefinition))]
public sealed class NewTestTaskCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0)]
    public ScriptBlock? ScriptBlock { get; set; }

    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[]? ArgumentList { get; set; }

    [Parameter]
    public SwitchParameter NoInput { get; set; }

    [Parameter]
    public string[] Function { get; set; } = [];

    [Parameter]
    public string[] Module { get; set; } = [];

    [Parameter]
    public string[] Variable { get; set; } = [];

    protected override void EndProcessing()
    {
        TaskDefinitionBuilder builder = new(this)
        {
            Script = ScriptBlock!,
            ArgumentList = ArgumentList,
            HasInput = !NoInput,
            Function = Function,
            Module = Module,
            Variable = Variable,
        };

        try
        {
            WriteObject(builder.Build());
        }
        catch (InvalidTaskException invalid)
        {
            ThrowTerminatingError(invalid.ToErrorRecord());
        }
    }
}
