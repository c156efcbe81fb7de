using System.Management.Automation;
using PiPS.Cmdlets.Completion;
using PiPS.Engine.Pools;

namespace PiPS.Cmdlets.Pools;

/// <summary><c>Get-WorkerPool</c>: shows the session's pools and what their workers do.</summary>
/// <remarks>
/// <para>A pool's Workers property has a row for each worker: its process and state, how many items it completed and failed, how
/// it ended if it was replaced, its memory, and the seconds it spent starting, waiting for work, working, and transferring items and
/// results. Of workers that a launcher started it has the host, and the Slurm job and step; the pool's LaunchProblems says which hosts
/// were set aside, and why.</para>
/// </remarks>
/// <example>
/// <para>Show the pools</para>
/// <code>$null = Start-WorkerPool -Name web -Type Thread -Count 2
/// Get-WorkerPool</code>
/// <para>Shows every pool that was started and not stopped.</para>
/// </example>
/// <example>
/// <para>See where the time of a pool's workers went</para>
/// <code>$null = Start-WorkerPool -Name web -Count 2
/// 1..1000 | Invoke-WorkerTask { [Math]::Sqrt($_) } -Pool web | Out-Null
/// (Get-WorkerPool web).Workers</code>
/// <para>Shows a row for each worker. Much time in Transferring says that items are too small for what they carry; much in Waiting, that there are too many workers.</para>
/// </example>
/// <seealso cref="StartWorkerPoolCommand"/>
/// <seealso cref="SetWorkerPoolCommand"/>
/// <seealso cref="StopWorkerPoolCommand"/>
/// <seealso>about_PiPS_Pools</seealso>
[Cmdlet(VerbsCommon.Get, "WorkerPool")]
[OutputType(typeof(WorkerPool))]
public sealed class GetWorkerPoolCommand : PSCmdlet
{
    /// <summary><b>-Name</b>: names of pools; wildcards are allowed. Left out, all.</summary>
    /// <value>*</value>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(PoolNameCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string name in Name)
        {
            List<WorkerPool> found = [.. PoolRegistry.Find(name)];
            WriteObject(found, enumerateCollection: true);

            if (found.Count == 0 && !new NamePattern(name).MayFitNone)
            {
                WriteError(Errors.InvalidOption(PoolErrors.PoolNotFound(name)));
            }
        }
    }
}
