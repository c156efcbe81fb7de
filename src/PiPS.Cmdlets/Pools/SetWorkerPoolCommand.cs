using System.Management.Automation;
using PiPS.Engine.Estimating;
using PiPS.Engine.Launchers;
using PiPS.Engine.Pools;

namespace PiPS.Cmdlets.Pools;

/// <summary><c>Set-WorkerPool</c>: changes how many workers a pool has, while it runs.</summary>
/// <remarks>
/// <para>Further workers start in the background. Workers that are too many finish what they hold, and end.</para>
/// </remarks>
/// <example>
/// <para>Give a pool eight workers</para>
/// <code>$null = Start-WorkerPool -Name web -Type Thread -Count 2
/// Set-WorkerPool web -Count 8</code>
/// <para>Runs that are under way use them as soon as they are ready.</para>
/// </example>
/// <example>
/// <para>Shrink all pools to one worker</para>
/// <code>Get-WorkerPool | Set-WorkerPool -Count 1</code>
/// <para>No item is interrupted.</para>
/// </example>
/// <seealso cref="StartWorkerPoolCommand"/>
/// <seealso cref="GetWorkerPoolCommand"/>
/// <seealso cref="StopWorkerPoolCommand"/>
/// <seealso>about_PiPS_Pools</seealso>
[Cmdlet(VerbsCommon.Set, "WorkerPool", SupportsShouldProcess = true, DefaultParameterSetName = NameSet)]
[OutputType(typeof(void))]
public sealed class SetWorkerPoolCommand : PoolSelectingCmdlet
{
    /// <summary><b>-Count</b>: workers that the pool shall have, 1 to 4096.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [WholeNumberArgument]
    public WholeNumber? Count { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            int count = (int)Count!.Within("-Count", 1, EstimateOptions.MaximumWorkers, PoolErrors.WorkerCountOutOfRange);

            foreach (WorkerPool pool in Selected().Where(pool => ShouldProcess(pool.Name, $"Have {count} workers")))
            {
                if (pool.Launcher is WorkerLauncher launcher)
                {
                    LauncherCheck.ThrowIfInvalid(launcher, count);
                }

                PoolArgument.Running(pool).Resize(count);
            }
        }
        catch (InvalidOptionException refused)
        {
            WriteError(Errors.InvalidOption(refused));
        }
    }
}
