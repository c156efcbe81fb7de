using System.Management.Automation;

namespace PiPS.HelpBuilder.Tests.Samples;

// Without a comment, so that everything is missing.
[Cmdlet(VerbsCommon.Get, "Nothing")]
[OutputType(typeof(long))]
public sealed class GetNothingCommand : PSCmdlet
{
    [Parameter]
    public string? Name { get; set; }
}
