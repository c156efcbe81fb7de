using System.Management.Automation;

namespace PiPS.HelpBuilder.Tests.Samples;

/// <summary><c>Stop-Coffee</c>: counts what is left.</summary>
/// <remarks>One paragraph, untagged.</remarks>
/// <returns>How many cups are left.</returns>
/// <example><para>Stop</para><code>Stop-Coffee</code></example>
/// <example><para>Stop twice</para><code>Stop-Coffee; Stop-Coffee</code></example>
[Cmdlet(VerbsLifecycle.Stop, "Coffee")]
[OutputType(typeof(int))]
public sealed class StopCoffeeCommand : PSCmdlet
{
    /// <summary><b>-Cup</b>: cups to stop.</summary>
    [Parameter(Mandatory = true)]
    public Cup[] Cup { get; set; } = [];
}
