using System.Management.Automation;
using PiPS.Engine.Machine;

namespace PiPS.Cmdlets;

/// <summary><c>Get-PiEnvironment</c>: says what an estimate measures: this machine, and what of it may be used.</summary>
/// <remarks>
/// <para>Gives the processor, its sockets, NUMA nodes, cores and logical processors, the instruction sets that the counting
/// kernels can use, the frequency governor, the memory, the operating system, .NET and PowerShell.</para>
/// <para>UsableProcessors is how many workers keep busy: the processors that this process's affinity allows, or fewer where
/// a control group (a container's limit, versions 1 and 2) allows less time. ProcessorLimit is that limit.</para>
/// <para>What the system doesn't tell is null, never a guess.</para>
/// </remarks>
/// <example>
/// <para>See what is measured</para>
/// <code>Get-PiEnvironment</code>
/// <para>Shows the machine and its limits.</para>
/// </example>
/// <example>
/// <para>Show which logical processors share a core</para>
/// <code>(Get-PiEnvironment).Processors | Group-Object Socket, Core</code>
/// <para>Groups the hardware threads by the core that they belong to.</para>
/// </example>
/// <example>
/// <para>Keep it beside the results</para>
/// <code>Get-PiEnvironment | ConvertTo-Json | Set-Content machine.json</code>
/// <para>Writes all of it to a file.</para>
/// </example>
/// <seealso cref="Benchmarks.TestPiCoreCommand"/>
/// <seealso cref="Benchmarks.MeasurePiScalingCommand"/>
/// <seealso cref="Launchers.TestWorkerLauncherCommand"/>
/// <seealso>about_PiPS_Benchmarks</seealso>
[Cmdlet(VerbsCommon.Get, "PiEnvironment")]
[OutputType(typeof(PiEnvironment))]
public sealed class GetPiEnvironmentCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(SessionEnvironment.Read(this));
}
