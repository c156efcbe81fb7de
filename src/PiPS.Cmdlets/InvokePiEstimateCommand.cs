using System.Management.Automation;
using PiPS.Cmdlets.Completion;
using PiPS.Cmdlets.Jobs;
using PiPS.Cmdlets.Pools;
using PiPS.Engine.Estimating;
using PiPS.Engine.Launchers;
using PiPS.Engine.Machine;
using PiPS.Engine.Pools;
using PiPS.Engine.Sampling;
using PiPS.Engine.Workers;

namespace PiPS.Cmdlets;

/// <summary><c>Invoke-PiEstimate</c>: estimates pi by random points, on this machine's cores or other machines'.</summary>
/// <remarks>
/// <para>Random points are drawn in the unit square. The share of them that lies within the quarter circle, times four, is
/// an estimate of pi. The more points (trials), the closer: a hundred times the trials give one digit more.</para>
/// <para>The run ends at the first limit that it reaches: a number of trials, a target error, or a duration.</para>
/// <para>The hits depend on the seed, the number of trials, the generator and, for MersenneTwister, the block size alone.
/// They are the same on threads, on processes, on other machines and on a pool's workers, with one worker or a hundred, on every instruction set, and also when a
/// worker is killed: what it held is counted again. A processor that counts other hits is broken.</para>
/// <para>Every trial is a point with 30-bit coordinates. Their low bits are computed only where they can change the
/// answer, which is what makes the default generator fast. MersenneTwister draws exactly what Python's random module draws.</para>
/// </remarks>
/// <example>
/// <para>Estimate pi with the usual 1e8 trials</para>
/// <code>Invoke-PiEstimate</code>
/// <para>Uses a thread for each usable processor and takes some hundredths of a second.</para>
/// </example>
/// <example>
/// <para>See what eight worker processes do</para>
/// <code>Invoke-PiEstimate 1e8 -Type Process -WorkerCount 8 |
///     Select-Object -ExpandProperty Workers</code>
/// <para>Shows each worker's process, its trials and hits, and where its time went.</para>
/// </example>
/// <example>
/// <para>Count on workers that are there already</para>
/// <code>$pool = Start-WorkerPool -Count 2
/// 1e7, 1e8, 1e9 | Invoke-PiEstimate -Pool $pool -Seed 1
/// Stop-WorkerPool $pool</code>
/// <para>Makes three estimates, and starts processes for the first alone.</para>
/// </example>
/// <example>
/// <para>Count for a day on two hosts</para>
/// <code>$hosts = New-WorkerLauncher web1, web2 -SlotsPerHost 4
/// Invoke-PiEstimate 1e16 -Launcher $hosts -CheckpointPath pi.jsonl</code>
/// <para>Counts on eight workers of two hosts. A host that fails three times is set aside and named; others do its work.</para>
/// </example>
/// <example>
/// <para>Compare estimates</para>
/// <code>1e6, 1e7, 1e8 | Invoke-PiEstimate -Seed 1 | Sort-Object AbsoluteError |
///     Export-Csv estimates.csv</code>
/// <para>Makes an estimate for each number of trials, and keeps them in a file with the best first.</para>
/// </example>
/// <example>
/// <para>Ask for a precision</para>
/// <code>Invoke-PiEstimate -TargetError 5e-5 -ConfidenceLevel 0.99 -Duration 00:01:00</code>
/// <para>Stops when the 99 % confidence interval is at most 0.00005 to either side, or after a minute.</para>
/// </example>
/// <example>
/// <para>Go on after a crash</para>
/// <code>Invoke-PiEstimate -TargetError 5e-7 -Seed 1 -CheckpointPath pi.jsonl</code>
/// <para>Keeps what is counted in pi.jsonl. Run again, it goes on from there; the answer is the same as without interruption.</para>
/// </example>
/// <example>
/// <para>Repeat what Python's program counts</para>
/// <code>Invoke-PiEstimate 1e8 -Generator MersenneTwister -BlockSize 12500000 -Seed 7</code>
/// <para>Gives the hits of eight calls estimate(12500000) under random.seed(7) to random.seed(14).</para>
/// </example>
/// <example>
/// <para>Estimate in the background</para>
/// <code>$job = Invoke-PiEstimate 1e10 -AsJob
/// $job | Wait-Job | Receive-Job
/// Remove-Job $job</code>
/// <para>Gives the estimate once it is made.</para>
/// </example>
/// <seealso cref="Benchmarks.MeasurePiScalingCommand"/><seealso cref="Pools.StartWorkerPoolCommand"/>
/// <seealso cref="Launchers.NewWorkerLauncherCommand"/><seealso cref="Benchmarks.ExportPiReportCommand"/><seealso>about_PiPS</seealso>
/// <seealso>about_PiPS_Benchmarks</seealso>
[Cmdlet(VerbsLifecycle.Invoke, "PiEstimate", DefaultParameterSetName = OwnSet)]
[OutputType(typeof(PiEstimate), typeof(PiEstimateJob))]
public sealed class InvokePiEstimateCommand : StoppableCmdlet
{
    private const string OwnSet = "Own";
    private const string PoolSet = "Pool";

    private EstimateOptions _options = new();
    private WorkerPool? _pool;
    private PiEstimateJob? _job;

    /// <summary><b>-Trials</b>: random points to draw, 1 to 2^62; a whole number, also written 1e8. Left out, it is 1e8, or
    /// without limit if -TargetError or -Duration is given. Numbers from the pipeline give an estimate each.</summary>
    /// <value>1e8</value>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [WholeNumberArgument]
    public WholeNumber? Trials { get; set; }

    /// <summary><b>-TargetError</b>: stops when the confidence interval's half-width is at most this. How many trials that takes depends on the seed, not on the workers.</summary>
    [Parameter]
    public double? TargetError { get; set; }

    /// <summary><b>-Duration</b>: stops after this time: a time span, or a number of seconds. The estimate reports the trials
    /// done; the same number of trials gives the same hits again.</summary>
    [Parameter]
    [DurationArgument]
    public TimeSpan? Duration { get; set; }

    /// <summary><b>-Type</b>: what counts: the calling thread (Sequential), threads, or processes. Auto takes what is fastest for the size.</summary>
    /// <value>Auto</value>
    [Parameter(ParameterSetName = OwnSet)]
    [OneNameArgument(typeof(WorkerType)), PSTypeName("PiPS.Engine.Estimating.WorkerType"), ArgumentCompleter(typeof(EnumCompleter<WorkerType>))]
    public Enum Type { get; set; } = WorkerType.Auto;

    /// <summary><b>-WorkerCount</b>: threads or processes, 1 to 4096. Left out, there is one for each usable processor.</summary>
    /// <value>Usable processors</value>
    [Parameter(ParameterSetName = OwnSet)]
    [WholeNumberArgument]
    public WholeNumber? WorkerCount { get; set; }

    /// <summary><b>-Launcher</b>: puts the workers, which are processes, on other machines: what New-WorkerLauncher gave. Left out, -WorkerCount is as
    /// many as the launcher has slots, or the allocation has tasks. The rows of Workers say the Host of each.</summary>
    [Parameter(ParameterSetName = OwnSet)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(LauncherCompleter))]
    public WorkerLauncher? Launcher { get; set; }

    /// <summary><b>-Pool</b>: a pool whose workers count, or its name. They are ready, and go on to live; other commands may use them at the same time, and take turns.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PoolSet), ArgumentCompleter(typeof(PoolCompleter))]
    public object? Pool { get; set; }

    /// <summary><b>-Seed</b>: chooses the random numbers: 0 to 18446744073709551615. Left out, it is random; the estimate reports it.</summary>
    /// <value>Random</value>
    [Parameter]
    [WholeNumberArgument]
    public WholeNumber? Seed { get; set; }

    /// <summary><b>-Generator</b>: where random numbers come from: Xoshiro256PlusPlus is fast, MersenneTwister draws what
    /// Python's random module draws.</summary>
    /// <value>Xoshiro256PlusPlus</value>
    [Parameter]
    [OneNameArgument(typeof(Generator)), PSTypeName("PiPS.Engine.Sampling.Generator"), ArgumentCompleter(typeof(EnumCompleter<Generator>))]
    public Enum Generator { get; set; } = PiPS.Engine.Sampling.Generator.Xoshiro256PlusPlus;

    /// <summary><b>-BlockSize</b>: trials of a block, for MersenneTwister alone: block i is drawn after random.seed(seed + i).
    /// Part of what the answer depends on.</summary>
    /// <value>1048576</value>
    [Parameter]
    [WholeNumberArgument]
    public WholeNumber? BlockSize { get; set; }

    /// <summary><b>-ConfidenceLevel</b>: how often the interval LowerBound to UpperBound shall hold pi, between 0 and 1.</summary>
    /// <value>0.95</value>
    [Parameter]
    public double ConfidenceLevel { get; set; } = 0.95;

    /// <summary><b>-CheckpointPath</b>: a file that keeps the finished blocks, durably. The same command goes on from there, also after a crash or
    /// Ctrl+C, with any workers; more trials or a smaller error go on as well. If -Seed is left out, a file that is there gives it. A file of another seed,
    /// generator or block size is refused. It stays when the run is done; then the same command gives the answer at once.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CheckpointPath { get; set; }

    /// <summary><b>-CheckpointInterval</b>: least time between two writes of the checkpoint: a time span, or a number of seconds, 0 to a day. It is
    /// also written when the run ends.</summary>
    /// <value>2 seconds</value>
    [Parameter]
    [DurationArgument]
    public TimeSpan? CheckpointInterval { get; set; }

    /// <summary><b>-AsJob</b>: estimates in the background, and gives a job. It has a child job for each worker; Receive-Job gives
    /// the estimates.</summary>
    [Parameter]
    public SwitchParameter AsJob { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        try
        {
            _options = Options();
            EstimateRun.ThrowIfInvalid(_options);
            _pool = ParameterSetName == PoolSet ? PoolArgument.WithWorkers(Pool) : null;

            if (AsJob)
            {
                int workers = _pool?.Count ?? (WorkerType.Sequential.Equals(Type) ? 1 : _options.WorkerCount ?? Launcher?.UsualCount ?? UsableProcessors.Count);
                _job = new(MyInvocation.Line.Trim(), workers, Estimate);
                _job.Begin();
            }
        }
        catch (InvalidOptionException refused)
        {
            ThrowTerminatingError(Errors.InvalidOption(refused));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        EstimateObserver observer = new(new CmdletSink(this));

        try
        {
            long? trials = TrialCount();

            if (_job is not null)
            {
                EstimateRun.ThrowIfInvalid(_options with { Trials = trials });
                _job.Add(trials);
                return;
            }

            PiEstimate estimate = Estimate(trials, observer, Stop);
            observer.Complete();
            WriteObject(estimate);
        }
        catch (InvalidOptionException refused)
        {
            Refuse(Errors.InvalidOption(refused));
        }
        catch (WorkersFailedException failed)
        {
            observer.Complete();
            WriteError(Errors.WorkersFailed(failed, Trials?.Given));
        }
        catch (Exception failed) when (failed is PoolStoppedException or OutOfMemoryException)
        {
            observer.Complete();
            WriteError(Errors.OfRun(failed)!);
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_job is PiEstimateJob job)
        {
            job.CompleteInput();
            WorkerJobSourceAdapter.Add(job, JobManager);
            _job = null;
            WriteObject(job);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            // It wasn't handed over: the command was stopped.
            _job?.Dispose();
        }

        base.Dispose(disposing);
    }

    private PiEstimate Estimate(long? trials, IEstimateObserver observer, CancellationToken stop)
    {
        EstimateOptions options = _options with { Trials = trials };
        return _pool is null
            ? EstimateRun.Execute(options, PowerShellWorker.Commands(), observer, stop)
            : EstimateRun.Execute(options, _pool, observer, stop);
    }

    // One bad number among several from the pipeline doesn't keep the others from being estimated.
    private void Refuse(ErrorRecord error)
    {
        if (MyInvocation.ExpectingInput)
        {
            WriteError(error);
        }
        else
        {
            ThrowTerminatingError(error);
        }
    }

    private long? TrialCount()
        => (long?)Trials?.Within("-Trials", 1, BlockPlan.MaximumTrials, OptionErrors.TrialsOutOfRange);

    private EstimateOptions Options() => new()
    {
        TargetError = TargetError,
        Duration = Duration,
        Type = (WorkerType)Type,
        WorkerCount = (int?)WorkerCount?.Within("-WorkerCount", 1, EstimateOptions.MaximumWorkers, OptionErrors.WorkerCountOutOfRange),
        Launcher = Launcher,
        Seed = (ulong?)Seed?.Within("-Seed", 0, ulong.MaxValue, OptionErrors.SeedOutOfRange),
        Generator = (Generator)Generator,
        BlockSize = (long?)BlockSize?.Within("-BlockSize", 1, BlockPlan.MaximumTrials, OptionErrors.BlockSizeOutOfRange),
        ConfidenceLevel = ConfidenceLevel,
        CheckpointPath = CheckpointPath is null ? null : FilePath.Resolve(this, CheckpointPath),
        CheckpointInterval = CheckpointInterval,
    };
}
