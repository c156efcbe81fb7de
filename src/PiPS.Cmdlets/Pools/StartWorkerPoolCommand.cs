using System.Management.Automation;
using PiPS.Cmdlets.Completion;
using PiPS.Cmdlets.Tasks;
using PiPS.Engine.Estimating;
using PiPS.Engine.Launchers;
using PiPS.Engine.Machine;
using PiPS.Engine.Pools;

namespace PiPS.Cmdlets.Pools;

/// <summary><c>Start-WorkerPool</c>: starts workers that outlive a command and run script blocks, one item after the other.</summary>
/// <remarks>
/// <para>Workers are processes of PowerShell, or runspaces on threads of this one. They start in the background: the first that
/// is ready takes the first items. A worker that dies is replaced.</para>
/// <para>Processes share nothing: values are copied, as to jobs, and a process that hangs can be killed. Threads share this
/// session's objects, start faster, and can't be killed: one that hangs is abandoned and replaced.</para>
/// <para>With -Launcher they are processes on other machines, which need PowerShell and this module there. All else is the same: pipelines,
/// errors, logs, jobs, and shared objects; but for shared arrays and counters, which are this machine's memory. An item whose
/// worker's link is cut may be on its way to its end there while it is run again elsewhere.</para>
/// <para>Pools end with Stop-WorkerPool, with the module, and with the session.</para>
/// </remarks>
/// <example>
/// <para>Run a script over items on two processes, twice</para>
/// <code>$pool = Start-WorkerPool -Count 2
/// 1..1000 | Invoke-WorkerTask { $_ * 2 } -Pool $pool
/// 1..1000 | Invoke-WorkerTask { $_ * 3 } -Pool $pool
/// Stop-WorkerPool $pool</code>
/// <para>The second run finds its workers ready.</para>
/// </example>
/// <example>
/// <para>Prepare each worker once</para>
/// <code>$pool = Start-WorkerPool -Type Thread -Count 8 -InitializationScript {
///     $client = [Net.Http.HttpClient]::new()
/// }
/// Get-Content urls.txt |
///     Invoke-WorkerTask { $client.GetStringAsync($_).Result } -Pool $pool
/// Stop-WorkerPool $pool</code>
/// <para>Every script that runs on the pool finds $client.</para>
/// </example>
/// <example>
/// <para>Keep four workers on two processors</para>
/// <code>Start-WorkerPool -Count 4 -ProcessorAffinity 0, 1</code>
/// <para>Workers 0 and 2 run on processor 0, workers 1 and 3 on processor 1. (Get-PiEnvironment).Processors lists those there are.</para>
/// </example>
/// <example>
/// <para>Run a script on two machines, with a worker on each</para>
/// <code>$launcher = New-WorkerLauncher web1, web2
/// $pool = Start-WorkerPool -Launcher $launcher
/// 1..1000 |
///     Invoke-WorkerTask { "$_ on $([Environment]::MachineName)" } -Pool $pool
/// $pool.Workers | Format-Table Index, Host, ProcessId, State, Done
/// $pool.LaunchProblems</code>
/// <para>Hosts that fail three times in a row are set aside; LaunchProblems says which, and why.</para>
/// </example>
/// <example>
/// <para>Clean up after each worker</para>
/// <code>$folder = New-Item -ItemType Directory logs
/// $open = { $log = [IO.File]::CreateText("$using:folder/$PID.log") }
/// $pool = Start-WorkerPool -Count 2 -InitializationScript $open `
///     -ExitScript { $log.Dispose() }
/// 1..10 | Invoke-WorkerTask { $log.WriteLine("did $_") } -Pool $pool
/// Stop-WorkerPool $pool
/// Get-Content logs/*.log</code>
/// <para>Shows did 1 to did 10. Each worker has a file of its own, and closes it when the pool is stopped.</para>
/// </example>
/// <seealso cref="InvokeWorkerTaskCommand"/>
/// <seealso cref="GetWorkerPoolCommand"/>
/// <seealso cref="SetWorkerPoolCommand"/>
/// <seealso cref="StopWorkerPoolCommand"/>
/// <seealso cref="Launchers.NewWorkerLauncherCommand"/>
/// <seealso>about_PiPS_Pools</seealso>
[Cmdlet(VerbsLifecycle.Start, "WorkerPool", SupportsShouldProcess = true)]
[OutputType(typeof(WorkerPool))]
public sealed class StartWorkerPoolCommand : PSCmdlet
{
    /// <summary><b>-Name</b>: what the pool is called; left out, it is Pool1, Pool2 and so on.</summary>
    /// <value>Pool1, Pool2, …</value>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary><b>-Count</b>: workers, 1 to 4096. Left out, there is one for each usable processor,
    /// or with -Launcher as many as it has slots or tasks.</summary>
    /// <value>Usable processors</value>
    [Parameter]
    [WholeNumberArgument]
    public WholeNumber? Count { get; set; }

    /// <summary><b>-Type</b>: what the workers are: processes, or runspaces on threads.</summary>
    /// <value>Process</value>
    [Parameter]
    [OneNameArgument(typeof(PoolType))]
    [PSTypeName("PiPS.Cmdlets.Pools.PoolType")]
    [ArgumentCompleter(typeof(EnumCompleter<PoolType>))]
    public Enum Type { get; set; } = PoolType.Process;

    /// <summary><b>-Launcher</b>: how workers are put on other machines: what New-WorkerLauncher gives. Left out, they are on this one.</summary>
    /// <value>None</value>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(LauncherCompleter))]
    public WorkerLauncher? Launcher { get; set; }

    /// <summary><b>-InitializationScript</b>: runs once in each worker before its first item; what it defines, scripts find.</summary>
    [Parameter]
    public ScriptBlock InitializationScript { get; set; } = ScriptBlock.Create(string.Empty);

    /// <summary><b>-ExitScript</b>: runs once in each worker when it ends by choice: with Stop-WorkerPool, after its share of items, when
    /// the pool gets smaller, or with the module and the session; not when it is killed. It finds what -InitializationScript
    /// defined, and has 30 seconds (5 at the end of the session); then the worker is killed. Its errors are Stop-WorkerPool's.</summary>
    [Parameter]
    public ScriptBlock? ExitScript { get; set; }

    /// <summary><b>-Module</b>: modules that each worker imports: names or paths.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ModuleCompleter))]
    public string[] Module { get; set; } = [];

    /// <summary><b>-Function</b>: functions of this session that each worker gets; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(FunctionCompleter))]
    public string[] Function { get; set; } = [];

    /// <summary><b>-Variable</b>: variables of this session that each worker gets, with the values that they have now.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(VariableCompleter))]
    public string[] Variable { get; set; } = [];

    /// <summary><b>-MaximumTaskPerWorker</b>: replaces a worker after so many items: for scripts that leak. Left out, never.</summary>
    /// <value>No limit</value>
    [Parameter]
    [WholeNumberArgument]
    public WholeNumber? MaximumTaskPerWorker { get; set; }

    /// <summary><b>-ProcessorAffinity</b>: numbers of logical processors. Each worker, its threads and what it starts are kept on one of
    /// them: the first worker on the first, and so on, and round again. A worker's replacement takes its processor. Linux only.</summary>
    /// <value>Any processor</value>
    [Parameter]
    [WholeNumbersArgument]
    [ArgumentCompleter(typeof(ProcessorCompleter))]
    public WholeNumber[]? ProcessorAffinity { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            Start();
        }
        catch (Exception failed) when (Errors.OfRun(failed) is ErrorRecord record)
        {
            ThrowTerminatingError(record);
        }
    }

    private static int[] Processors(WholeNumber[] given)
    {
        IReadOnlyList<int> usable = UsableProcessors.ForPinning() ?? throw PoolErrors.ProcessorAffinityUnsupported();
        int Usable(WholeNumber number)
        {
            int processor = (int)number.Within("-ProcessorAffinity", 0, int.MaxValue, refused => PoolErrors.ProcessorNotUsable(refused, usable));
            return usable.Contains(processor) ? processor : throw PoolErrors.ProcessorNotUsable(processor, usable);
        }

        return given.Length > 0 ? [.. given.Select(Usable)] : throw PoolErrors.ProcessorNotUsable("an empty list", usable);
    }

    private int CountOrUsual()
    {
        int? count = (int?)Count?.Within("-Count", 1, EstimateOptions.MaximumWorkers, OptionErrors.WorkerCountOutOfRange);

        if (Launcher is null)
        {
            return count ?? UsableProcessors.Count;
        }

        if (PoolType.Thread.Equals(Type))
        {
            throw PoolErrors.LauncherWithType((PoolType)Type);
        }

        if (ProcessorAffinity is not null)
        {
            throw PoolErrors.LauncherWithProcessorAffinity(string.Join(',', ProcessorAffinity.Select(number => number.Given)));
        }

        LauncherCheck.ThrowIfInvalid(Launcher, count);
        return count ?? Launcher.UsualCount!.Value;
    }

    private void Start()
    {
        int count = CountOrUsual();
        int? maximum = (int?)MaximumTaskPerWorker?.Within("-MaximumTaskPerWorker", 1, int.MaxValue, PoolErrors.MaximumTaskOutOfRange);
        IReadOnlyList<int>? processors = ProcessorAffinity is null ? null : Processors(ProcessorAffinity);
        string name = Name ?? PoolRegistry.NewName();

        if (PoolRegistry.All.Any(pool => pool.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
        {
            throw PoolErrors.PoolExists(name);
        }

        WorkerSetUp setUp = new(
            new TaskDefinitionBuilder(this)
            {
                Script = InitializationScript,
                HasInput = false,
                Module = Module,
                Function = Function,
                Variable = Variable,
            }.Build(),
            ExitScript is null ? null : new TaskDefinitionBuilder(this) { Script = ExitScript, HasInput = false }.Build());

        if (!ShouldProcess(name, Launcher is null ? $"Start {count} workers of type {Type}" : $"Start {count} workers with the launcher {Launcher.Kind}"))
        {
            return;
        }

        PoolOptions options = new()
        {
            MaximumTasks = maximum,
            Processors = processors,
            ExitLimit = ExitScript is null ? null : PoolOptions.UsualExitLimit,
        };
        WorkerPool pool = Launcher is null
            ? PoolFactory.Create(name, (PoolType)Type, count, setUp, options)
            : PoolFactory.Create(name, Launcher, count, setUp, options);

        if (!PoolRegistry.TryAdd(pool))
        {
            pool.Dispose();
            throw PoolErrors.PoolExists(name);
        }

        if (ExitScript is not null)
        {
            PoolRegistry.WatchForExit(Events);
        }

        WriteObject(pool);
    }
}
