using System.Diagnostics;
using System.Management.Automation;
using PiPS.Engine.Pools;

namespace PiPS.Cmdlets.Pools;

/// <summary><c>Stop-WorkerPool</c>: lets the workers finish what they were given, then ends them.</summary>
/// <remarks>
/// <para>The pool takes no new work from then on. With -Force its workers are killed at once, and commands that use it fail.</para>
/// <para>Workers that aren't killed run the pool's -ExitScript, if it has one; what goes wrong there is an error here.</para>
/// </remarks>
/// <example>
/// <para>End a pool</para>
/// <code>$null = Start-WorkerPool -Name web -Type Thread -Count 2
/// Stop-WorkerPool web</code>
/// <para>Waits until its workers have finished.</para>
/// </example>
/// <example>
/// <para>End all pools at once</para>
/// <code>Get-WorkerPool | Stop-WorkerPool -Force</code>
/// <para>Kills what they run.</para>
/// </example>
/// <seealso cref="StartWorkerPoolCommand"/>
/// <seealso cref="GetWorkerPoolCommand"/>
/// <seealso cref="SetWorkerPoolCommand"/>
/// <seealso>about_PiPS_Pools</seealso>
[Cmdlet(VerbsLifecycle.Stop, "WorkerPool", SupportsShouldProcess = true, DefaultParameterSetName = NameSet)]
[OutputType(typeof(void))]
public sealed class StopWorkerPoolCommand : PoolSelectingCmdlet
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary><b>-Force</b>: kills the workers instead of letting them finish.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary><b>-TimeoutSeconds</b>: how long to let them finish, exit scripts included; then they are killed. Left out, as long as it takes.</summary>
    /// <value>No limit</value>
    [Parameter]
    public double? TimeoutSeconds { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (TimeoutSeconds is double seconds && !(seconds > 0.0 && seconds <= 1e8))
        {
            ThrowTerminatingError(Errors.InvalidOption(PoolErrors.TimeoutOutOfRange(seconds)));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (WorkerPool pool in Selected().Where(pool => ShouldProcess(pool.Name, "Stop workers")))
        {
            long start = Stopwatch.GetTimestamp();

            if (!Force)
            {
                pool.Drain();
            }

            while (!Force && !pool.WaitForEnd(Look) && !(Stopwatch.GetElapsedTime(start).TotalSeconds > TimeoutSeconds))
            {
                Stop.ThrowIfCancellationRequested();
            }

            pool.Dispose();
            PoolRegistry.Remove(pool);

            foreach (ExitProblem problem in pool.ExitProblems)
            {
                WriteError(Errors.ExitScriptFailed(problem, pool.Name));
            }
        }
    }
}
