using System.Management.Automation;
using PiPS.Cmdlets.Completion;
using PiPS.Cmdlets.Pools;
using PiPS.Cmdlets.Sharing;
using PiPS.Cmdlets.Tasks;
using PiPS.Engine.Estimating;
using PiPS.Engine.Pools.TaskWorkers;
using PiPS.Engine.Values;
using PiPS.Engine.Workers;

namespace PiPS.Cmdlets.Jobs;

/// <summary><c>Start-WorkerProcess</c>: starts a process that runs one script block, and ends with it.</summary>
/// <remarks>
/// <para>What it gives is a job: Wait-Job waits for its end, Receive-Job gives what the script wrote, Stop-Job kills the process
/// and its children, Remove-Job forgets it. ProcessId, IsAlive and ExitCode tell of the process.</para>
/// <para>In the script, $using:name is a variable of this session, and param() takes -ArgumentList. Values are copied. exit n ends
/// the process with n; a script that throws ends it with 1, and the job fails.</para>
/// <para>The process ends with the module, and with the session, however that ends.</para>
/// </remarks>
/// <returns>A job with the properties ProcessId, IsAlive and ExitCode.</returns>
/// <example>
/// <para>Run a script in a process of its own</para>
/// <code>$job = Start-WorkerProcess { "I am $PID" } -Name one
/// $job | Wait-Job | Receive-Job
/// $job.ExitCode
/// Remove-Job $job</code>
/// <para>Gives what the script wrote, and 0.</para>
/// </example>
/// <example>
/// <para>Give it arguments, and look after it</para>
/// <code>$job = Start-WorkerProcess { param($n) Start-Sleep $n } -ArgumentList 60
/// $job.IsAlive
/// Stop-Job $job
/// $job.ExitCode
/// Remove-Job $job</code>
/// <para>Gives True, and -9: the process was killed by signal 9.</para>
/// </example>
/// <seealso cref="Pools.InvokeWorkerTaskCommand"/>
/// <seealso cref="Sharing.NewWorkerPipeCommand"/>
/// <seealso>about_PiPS_Pools</seealso>
/// <seealso>about_PiPS_From_Python</seealso>
[Cmdlet(VerbsLifecycle.Start, "WorkerProcess")]
[OutputType(typeof(WorkerProcessJob))]
public sealed class StartWorkerProcessCommand : PSCmdlet
{
    /// <summary><b>-ScriptBlock</b>: what to run.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public ScriptBlock ScriptBlock { get; set; } = null!;

    /// <summary><b>-Name</b>: what the job is called; left out, it is Job1, Job2 and so on.</summary>
    /// <value>Job1, Job2, …</value>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary><b>-ArgumentList</b>: values of the script's parameters.</summary>
    [Parameter]
    [AllowNull]
    public object?[]? ArgumentList { get; set; }

    /// <summary><b>-Module</b>: modules that the script needs: names or paths.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ModuleCompleter))]
    public string[] Module { get; set; } = [];

    /// <summary><b>-Function</b>: functions of this session that the script needs; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(FunctionCompleter))]
    public string[] Function { get; set; } = [];

    /// <summary><b>-Variable</b>: variables of this session that the script needs under their own names, besides $using:.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(VariableCompleter))]
    public string[] Variable { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            WorkerProcessJob job = Start();
            WorkerJobSourceAdapter.Add(job, JobManager);
            WriteObject(job);
        }
        catch (InvalidTaskException refused)
        {
            ThrowTerminatingError(Errors.InvalidTask(refused));
        }
        catch (InvalidOptionException refused)
        {
            ThrowTerminatingError(Errors.InvalidOption(refused));
        }
        catch (WorkerLostException lost)
        {
            ThrowTerminatingError(Errors.ProcessNotStarted(lost));
        }
    }

    private WorkerProcessJob Start()
    {
        TaskDefinition definition = new TaskDefinitionBuilder(this)
        {
            Script = ScriptBlock,
            ArgumentList = ArgumentList,
            HasInput = false,
            EndsProcess = true,
            Module = Module,
            Function = Function,
            Variable = Variable,
        }.Build();

        EncodedValue script = PoolFactory.Encoded(definition.ToValues());
        ScriptProcess process = ScriptProcess.Start(PowerShellWorker.ScriptCommand, PoolFactory.Codec(), PoolFactory.Encoded(WorkerSetUp.None.ToValues()), SessionShares.Current);
        WorkerProcessJob job = new(ScriptBlock.ToString(), Name, process, script);
        job.Begin();
        return job;
    }
}
