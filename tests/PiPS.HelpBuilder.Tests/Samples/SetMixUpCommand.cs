using System.Management.Automation;

namespace PiPS.HelpBuilder.Tests.Samples;

/// <summary><c>Get-Other</c>: copied and not corrected.</summary>
/// <remarks>Present.</remarks>
/// <example><code>Set-MixUp</code></example>
/// <example><para>No code</para></example>
[Cmdlet(VerbsCommon.Set, "MixUp")]
public sealed class SetMixUpCommand : PSCmdlet
{
    /// <summary><b>-Other</b>: copied and not corrected.</summary>
    [Parameter]
    public string? Name { get; set; }
}
