using System.Management.Automation;
using PiPS.Cmdlets.Completion;
using PiPS.Cmdlets.Jobs;
using PiPS.Cmdlets.Tasks;
using PiPS.Engine.Estimating;
using PiPS.Engine.Machine;
using PiPS.Engine.Pools;
using PiPS.Engine.Pools.Logging;
using PiPS.Engine.Pools.Runs;

namespace PiPS.Cmdlets.Pools;

/// <summary><c>Invoke-WorkerTask</c>: runs a script block for each item, on worker processes or threads, and loses none.</summary>
/// <remarks>
/// <para>In the script, $_ is the item, $using:name is a variable of this session, and param() takes -ArgumentList; without that, the
/// item: an array gives the parameters by position, a dictionary by name. Without input, the script is called once.</para>
/// <para>Without -Pool, workers are started for this command alone. Output comes as it is made; with -Ordered it keeps the order
/// of the items. No more input is read than the workers need. Quick items travel in batches, slow ones alone.</para>
/// <para>An item that throws fails alone. A worker process that dies fails only the item that it was on; the worker is
/// replaced, and items that it hadn't begun are run by others. Errors, warnings and the other streams arrive on this
/// command's own.</para>
/// <para>While input is awaited, results wait for it, as in any pipeline. A script that calls this command needs -Module PiPS.</para>
/// <para>With -LogPath, each item's end is a line of a log: on the disk before you are told of it, and whole however the command ends, but for what is
/// under way when the session is killed. The log adds up over commands: the last line about an item counts. What was stopped under way is Failed there.</para>
/// <para>-Resume and -ResumeFailed know an item by the script's text and its own content, a file or folder by its path; of items that are alike, by which
/// of them it is. So the list may be changed and reordered meanwhile, and a changed script is other work; -ArgumentList, $using: values, functions and modules
/// don't count. Objects that change by themselves, such as processes, aren't known again: give names or ids. While it runs, a log takes some 40 bytes of memory for each item.</para>
/// </remarks>
/// <returns>What the script gives for each item; with -AsResult, a result for each item; with -AsJob, a job.</returns>
/// <example>
/// <para>Run a script over items on worker processes</para>
/// <code>1..100 | Invoke-WorkerTask { [Math]::Sqrt($_) } -ThrottleLimit 2 -Ordered</code>
/// <para>Gives the roots in the order of the numbers.</para>
/// </example>
/// <example>
/// <para>Retry what fails, and don't wait for what hangs</para>
/// <code>Get-Content hosts.txt | Invoke-WorkerTask { Test-Connection $_ -Count 1 } `
///     -TaskTimeoutSeconds 5 -MaximumRetryCount 2 -AsResult</code>
/// <para>Gives a result for each host, with its status, errors and attempts.</para>
/// </example>
/// <example>
/// <para>Use a pool again and again, and a variable of the session</para>
/// <code>$factor = 3
/// $pool = Start-WorkerPool -Type Thread
/// 1..10 | Invoke-WorkerTask { $_ * $using:factor } -Pool $pool
/// Stop-WorkerPool $pool</code>
/// <para>Runs on threads that are ready.</para>
/// </example>
/// <example>
/// <para>Go on where a long run was interrupted</para>
/// <code>function Update-Host([string] $name) { "$name is up to date" }
/// Get-Content hosts.txt | Invoke-WorkerTask { Update-Host $_ } `
///     -Function Update-Host -LogPath log.jsonl -Resume
/// Get-Content log.jsonl | ConvertFrom-Json | Where-Object status -EQ Failed</code>
/// <para>Runs all hosts the first time; later, only those that aren't completed. The last line shows what failed, and why.</para>
/// </example>
/// <example>
/// <para>Work in the background</para>
/// <code>$job = 1..100 | Invoke-WorkerTask { $_ * 2 } -AsJob
/// $job | Wait-Job | Receive-Job
/// Remove-Job $job</code>
/// <para>Gives what the script gave, once all of it is there.</para>
/// </example>
/// <seealso cref="StartWorkerPoolCommand"/><seealso cref="Jobs.StartWorkerProcessCommand"/><seealso cref="Sharing.NewSharedObjectCommand"/>
/// <seealso cref="Sharing.NewWorkerQueueCommand"/><seealso>about_PiPS_Pools</seealso><seealso>about_PiPS_From_Python</seealso>
[Cmdlet(VerbsLifecycle.Invoke, "WorkerTask", DefaultParameterSetName = OwnSet)]
[Alias("pmap")]
[OutputType(typeof(object), typeof(WorkerTaskResult), typeof(WorkerTaskJob))]
public sealed class InvokeWorkerTaskCommand : StoppableCmdlet
{
    private const string OwnSet = "Own";
    private const string PoolSet = "Pool";
    private bool _hasInput;
    private TaskSession? _session;
    private WorkerTaskJob? _job;
    private TaskLog? _log;

    /// <summary><b>-ScriptBlock</b>: what to run for each item.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public ScriptBlock ScriptBlock { get; set; } = null!;

    /// <summary><b>-InputObject</b>: the items, usually from the pipeline.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    public object? InputObject { get; set; }

    /// <summary><b>-ArgumentList</b>: values of the script's parameters, the same for every item.</summary>
    [Parameter]
    [AllowNull]
    public object?[]? ArgumentList { get; set; }

    /// <summary><b>-Pool</b>: the pool to run on, or its name. Left out, workers are started for this command alone.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PoolSet), ArgumentCompleter(typeof(PoolCompleter))]
    public object? Pool { get; set; }

    /// <summary><b>-ThrottleLimit</b>: workers of this command's own, 1 to 4096. Left out, one for each usable processor.</summary>
    /// <value>Usable processors</value>
    [Parameter(ParameterSetName = OwnSet)]
    [WholeNumberArgument]
    public WholeNumber? ThrottleLimit { get; set; }

    /// <summary><b>-Type</b>: what this command's own workers are: processes, or runspaces on threads.</summary>
    /// <value>Process</value>
    [Parameter(ParameterSetName = OwnSet)]
    [OneNameArgument(typeof(PoolType)), PSTypeName("PiPS.Cmdlets.Pools.PoolType"), ArgumentCompleter(typeof(EnumCompleter<PoolType>))]
    public Enum Type { get; set; } = PoolType.Process;

    /// <summary><b>-BatchSize</b>: items that travel together. 0 chooses by how long they take. Those that wait behind a long one go to workers that have nothing to do.</summary>
    /// <value>0</value>
    [Parameter]
    [WholeNumberArgument]
    public WholeNumber BatchSize { get; set; } = new(0);

    /// <summary><b>-Ordered</b>: gives results in the order of the items.</summary>
    [Parameter]
    public SwitchParameter Ordered { get; set; }

    /// <summary><b>-TaskTimeoutSeconds</b>: the longest that an item may run. A process that takes longer is killed and replaced; a thread is told to stop, and abandoned if it doesn't.</summary>
    /// <value>No limit</value>
    [Parameter]
    public double? TaskTimeoutSeconds { get; set; }

    /// <summary><b>-TimeoutSeconds</b>: the longest that the whole command may take; then it stops with an error.</summary>
    /// <value>No limit</value>
    [Parameter]
    public double? TimeoutSeconds { get; set; }

    /// <summary><b>-MaximumRetryCount</b>: how often an item is run again that failed, took too long or lost its worker. What a failed attempt gave isn't shown.</summary>
    /// <value>0</value>
    [Parameter]
    [WholeNumberArgument]
    public WholeNumber MaximumRetryCount { get; set; } = new(0);

    /// <summary><b>-MaximumFailure</b>: begins nothing more once so many items failed. Left out, all items are run.</summary>
    /// <value>No limit</value>
    [Parameter]
    [WholeNumberArgument]
    public WholeNumber? MaximumFailure { get; set; }

    /// <summary><b>-AsResult</b>: gives one object for each item, with its input, output, errors, status, attempts and times.</summary>
    [Parameter]
    public SwitchParameter AsResult { get; set; }

    /// <summary><b>-AsJob</b>: works in the background, and gives a job once all input is read; the work starts with the first
    /// item. It has a child job for each worker. Receive-Job gives what the script gave; with -Ordered the job itself has it all.</summary>
    [Parameter]
    public SwitchParameter AsJob { get; set; }

    /// <summary><b>-LogPath</b>: a file that gets a line of JSON for each item that ends: key, occurrence, item, index, status, attempt, started,
    /// seconds, worker, host and error. It is made, or added to. One command at a time writes it; all may read it. Wildcards
    /// mean themselves.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? LogPath { get; set; }

    /// <summary><b>-Resume</b>: doesn't run items that the log has as Completed; runs all others. With -AsResult, those not run are Skipped.</summary>
    [Parameter]
    public SwitchParameter Resume { get; set; }

    /// <summary><b>-ResumeFailed</b>: runs only items that are in the log and not Completed there: what failed, took too long or lost its worker. A warning says how many others there were.</summary>
    [Parameter]
    public SwitchParameter ResumeFailed { get; set; }

    /// <summary><b>-Module</b>: modules that the script needs: names or paths.</summary>
    [Parameter, ArgumentCompleter(typeof(ModuleCompleter))]
    public string[] Module { get; set; } = [];

    /// <summary><b>-Function</b>: functions of this session that the script needs; wildcards are allowed.</summary>
    [Parameter, SupportsWildcards, ArgumentCompleter(typeof(FunctionCompleter))]
    public string[] Function { get; set; } = [];

    /// <summary><b>-Variable</b>: variables of this session that the script needs under their own names, besides $using:.</summary>
    [Parameter, ArgumentCompleter(typeof(VariableCompleter))]
    public string[] Variable { get; set; } = [];

    /// <inheritdoc/>
    protected override void BeginProcessing() => Watched(static command => command.Begin());

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (_hasInput)
        {
            Watched(static command => command._session!.Offer(command.InputObject));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (!_hasInput)
        {
            Watched(static command => command._session!.Offer(null));
        }

        _session!.CompleteInput();

        if (_job is not null)
        {
            HandOver(_job);
            return;
        }

        Watched(static command => command._session!.Finish());
    }

    /// <inheritdoc/>
    protected override void StopProcessing()
    {
        base.StopProcessing();
        _session?.Cancel();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // However the command ends, nothing of it runs on but the job that was handed over.
        if (disposing)
        {
            _job?.Dispose();
            _session?.Dispose();
            _log?.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Begin()
    {
        _hasInput = MyInvocation.ExpectingInput || MyInvocation.BoundParameters.ContainsKey(nameof(InputObject));
        RunOptions options = new()
        {
            Ordered = Ordered,
            BuffersInput = AsJob,
            BatchSize = (int)BatchSize.Within("-BatchSize", 0, 1_000_000, PoolErrors.BatchSizeOutOfRange),
            ItemTimeout = Seconds(TaskTimeoutSeconds) is double item ? TimeSpan.FromSeconds(item) : null,
            MaximumRetryCount = (int)MaximumRetryCount.Within("-MaximumRetryCount", 0, 1_000_000, PoolErrors.RetryCountOutOfRange),
            MaximumFailure = (int?)MaximumFailure?.Within("-MaximumFailure", 1, int.MaxValue, PoolErrors.MaximumFailureOutOfRange),
        };
        int? count = (int?)ThrottleLimit?.Within("-ThrottleLimit", 1, EstimateOptions.MaximumWorkers, PoolErrors.ThrottleLimitOutOfRange);
        double? longest = Seconds(TimeoutSeconds);

        TaskDefinition definition = new TaskDefinitionBuilder(this)
        {
            Script = ScriptBlock,
            ArgumentList = ArgumentList,
            HasInput = _hasInput,
            Module = Module,
            Function = Function,
            Variable = Variable,
        }.Build();

        _log = LogArgument.Open(this, LogPath, Resume, ResumeFailed, definition);
        JobSink? jobSink = AsJob ? new() : null;
        bool isOwn = ParameterSetName == OwnSet;
        WorkerPool pool = isOwn ? OwnPool(count ?? UsableProcessors.Count) : PoolArgument.Running(Pool);
        WorkRun run = new(PoolFactory.Script(pool, definition), options with { Log = _log });
        _session = new(pool, isOwn, run, (ITaskSink?)jobSink ?? new CmdletSink(this), AsResult, longest, _log) { IsBackground = AsJob };
        _session.Begin();

        if (jobSink is not null)
        {
            _job = new(ScriptBlock.ToString(), _session, pool, jobSink, Ordered);
            _job.Begin();
        }
    }

    private WorkerPool OwnPool(int count)
        => PoolFactory.Create("(own)", (PoolType)Type, _hasInput ? count : 1, WorkerSetUp.None, new());

    private void HandOver(WorkerTaskJob job)
    {
        WorkerJobSourceAdapter.Add(job, JobManager);
        _job = null;
        _session = null;
        _log = null;
        WriteObject(job);
    }

    // Static ones are made once, not for each item.
    private void Watched(Action<InvokeWorkerTaskCommand> act)
    {
        try
        {
            act(this);
        }
        catch (Exception failed) when (Errors.OfRun(failed) is ErrorRecord record)
        {
            ThrowTerminatingError(record);
        }

        if (Stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    private static double? Seconds(double? given)
        => given is null or (> 0.0 and <= 1e8) ? given : throw PoolErrors.TimeoutOutOfRange(given.Value);
}
