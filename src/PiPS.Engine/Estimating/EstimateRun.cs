using System.Security.Cryptography;
using PiPS.Engine.Estimating.Checkpoints;
using PiPS.Engine.Launchers;
using PiPS.Engine.Machine;
using PiPS.Engine.Pools;
using PiPS.Engine.Pools.Blocks;
using PiPS.Engine.Protocol;
using PiPS.Engine.Sampling;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Estimating;

/// <summary>
/// Estimates pi: the page of the engine to read first. A <see cref="BlockPlan"/> cuts the trials into blocks, a
/// <see cref="Dealer"/> deals them to the workers of a <see cref="Crew"/>, and the sum of their hits is a
/// <see cref="PiEstimate"/>.
/// </summary>
/// <remarks>
/// The hits depend on the seed, the number of trials, the generator and the block size alone. Nothing here may make them
/// depend on the number or the kind of workers, on their speed, or on how often a block was counted.
/// </remarks>
public static class EstimateRun
{
    /// <summary>Runs until the first limit is reached, and leaves no thread or process.</summary>
    /// <param name="options">What to estimate, until when, and on what.</param>
    /// <param name="commands">What worker processes are started with, the best first.</param>
    /// <param name="observer">Told how far the run is, on this thread; an exception from it ends the run.</param>
    /// <param name="stop">Ends the run at once, with nothing to show for it.</param>
    /// <exception cref="InvalidOptionException">An option is out of range; no work was begun.</exception>
    /// <exception cref="WorkersFailedException">Ten worker processes in a row died with nothing done; of a launcher's, no host is left.</exception>
    /// <exception cref="PinningException">The system refuses to keep a thread on its processor, though it could.</exception>
    /// <exception cref="TimeNearlyOverException">The process was told so while the run had a checkpoint.</exception>
    /// <exception cref="OperationCanceledException">The run was told to stop.</exception>
    public static PiEstimate Execute(
        EstimateOptions options,
        IReadOnlyList<WorkerCommand> commands,
        IEstimateObserver? observer = null,
        CancellationToken stop = default)
    {
        if (options is { Type: WorkerType.Process, Launcher: null } && commands.Count == 0)
        {
            throw OptionErrors.NoWorkerExecutable();
        }

        return Execute(options, () => new ProcessWorkers(commands), observer, TimeProvider.System, stop);
    }

    /// <summary>The same, on the workers of a pool, which go on to live; they may serve others at the same time.</summary>
    /// <param name="options">What to estimate, and until when; its type and worker count are the pool's.</param>
    /// <param name="pool">The pool.</param>
    /// <param name="observer">Told how far the run is, on this thread; an exception from it ends the run.</param>
    /// <param name="stop">Ends the run at once, with nothing to show for it.</param>
    /// <exception cref="InvalidOptionException">An option is out of range, or the pool has no workers; no work was begun.</exception>
    /// <exception cref="PoolStoppedException">The pool takes no work, or was stopped.</exception>
    /// <exception cref="WorkersFailedException">Its workers died one after the other with nothing done.</exception>
    /// <exception cref="OperationCanceledException">The run was told to stop.</exception>
    public static PiEstimate Execute(
        EstimateOptions options, WorkerPool pool, IEstimateObserver? observer = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(pool);
        WorkerChoice choice = options.Pinning == WorkerPinning.None
            ? WorkerChoice.Of(pool)
            : throw OptionErrors.PinningWithType(options.Pinning, "Pool");
        return Execute(
            options, _ => choice, (_, job, dealer, watch) => new PoolCrew(pool, job, choice.Count, dealer, watch),
            observer, TimeProvider.System, stop);
    }

    /// <summary>Checks what <see cref="Execute(EstimateOptions, IReadOnlyList{WorkerCommand}, IEstimateObserver, CancellationToken)"/> would refuse.</summary>
    /// <exception cref="InvalidOptionException">An option is out of range, or doesn't go with another.</exception>
    public static void ThrowIfInvalid(EstimateOptions options) => OptionCheck.ThrowIfInvalid(options);

    internal static PiEstimate Execute(
        EstimateOptions options,
        Func<IWorkerSource> processes,
        IEstimateObserver? observer,
        TimeProvider time,
        CancellationToken stop)
    {
        OptionCheck.ThrowIfInvalid(options);
        int[]? processors = ProcessorOrder.Here(options.Pinning);
        return Execute(
            options,
            plan => WorkerChoice.For(options, plan.BlockCount, () => UsableProcessors.Count),
            (choice, job, dealer, watch) => Open(choice, job, dealer, processes, watch, processors, options.Launcher),
            observer, time, stop);
    }

    private static PiEstimate Execute(
        EstimateOptions options,
        Func<BlockPlan, WorkerChoice> choose,
        Func<WorkerChoice, Job, Dealer, RunWatch, Crew> open,
        IEstimateObserver? observer,
        TimeProvider time,
        CancellationToken stop)
    {
        OptionCheck.ThrowIfInvalid(options);
        long start = time.GetTimestamp();
        TimeSpan Clock() => time.GetElapsedTime(start);

        using Checkpoint? checkpoint = options.CheckpointPath is string path ? Checkpoint.Open(path, options.CheckpointInterval) : null;
        ulong seed = options.Seed ?? checkpoint?.Seed ?? BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
        Job job = new(options.Generator, seed, options.BlockSize ?? TrialSources.DefaultBlockSize(options.Generator), options.TrialLimit);
        StagePlan stages = new(job.Plan, options.TargetError, options.ConfidenceLevel);
        WorkerChoice choice = choose(job.Plan);
        Dealer dealer = new(job.Plan, choice.Count, inOrder: options.Duration is not null, Clock, checkpoint is null ? null : checkpoint.Add);
        RunWatch watch = new(Clock, options.Duration, observer, stop);
        checkpoint?.Begin(job, watch.Notice);
        using EndWarning? warning = checkpoint is null ? null : new(watch.Fail);
        TimeSpan end = TimeSpan.Zero;

        if (DealNext(stages, dealer, checkpoint))
        {
            using Crew crew = open(choice, job, dealer, watch);
            using CancellationTokenRegistration waking = stop.Register(dealer.Wake);

            do
            {
                crew.Finish(() => watch.Tick(crew, dealer, stages), watch.Patience);
            }
            while (!watch.IsOver && DealNext(stages, dealer, checkpoint));

            dealer.Close();
            end = Clock();
        }

        checkpoint?.Dispose();
        watch.PassOnNotices();

        if (dealer.Tally.Trials == 0)
        {
            // The time was over before any worker had begun: an estimate has at least one slice, counted here.
            TimeSpan began = Clock();
            Tally slice = new BlockCounter(job).Count(new BlockRange(0, 1), _ => false);
            end = Clock();
            dealer.CountedHere(slice, began, end);
        }

        return Result(options, job, choice, dealer, end, Clock());
    }

    // The next stage that has anything left to count.
    private static bool DealNext(StagePlan stages, Dealer dealer, Checkpoint? checkpoint)
    {
        while (stages.Next(dealer.Tally) is BlockRange stage)
        {
            if (checkpoint?.Stage(stage, out IReadOnlyList<BlockRange> gaps) is not { Count: > 0 } known)
            {
                dealer.Deal(stage);
                return true;
            }

            dealer.Deal(known, gaps);

            if (gaps.Count > 0)
            {
                return true;
            }
        }

        return false;
    }

    private static Crew Open(
        WorkerChoice choice, Job job, Dealer dealer, Func<IWorkerSource> processes, RunWatch watch, int[]? processors, WorkerLauncher? launcher)
    {
        // A worker that is kept on a processor has a thread of its own: the calling one has other things to do.
        if (choice.IsInline && processors is null)
        {
            return new InlineCrew(job, dealer);
        }

        if (launcher is not null)
        {
            return new ThreadedCrew(job, choice.Count, new LaunchedWorkers(LaunchSession.Open(launcher, watch.Notice)), dealer, watch.Notice);
        }

        IWorkerSource source = choice.Type == WorkerType.Process ? processes() : new LocalWorkers();
        return new ThreadedCrew(job, choice.Count, source, dealer, watch.Notice, processors);
    }

    private static PiEstimate Result(
        EstimateOptions options, Job job, WorkerChoice choice, Dealer dealer, TimeSpan end, TimeSpan elapsed)
    {
        IReadOnlyList<WorkerRecord> workers = dealer.Settle();
        TimeSpan startUp = workers.Min(worker => worker.Ready) ?? end;

        return new(dealer.Tally, options.ConfidenceLevel)
        {
            ResumedTrials = dealer.Known.Trials,
            Seed = job.Seed,
            Generator = job.Generator.ToString(),
            BlockSize = job.BlockSize,
            Type = choice.Name,
            WorkerCount = choice.Count,
            Elapsed = elapsed.TotalSeconds,
            StartUp = startUp.TotalSeconds,
            Compute = (end - startUp).TotalSeconds,
            Workers = workers.Select(worker => worker.Report(end)).ToArray(),
            Convergence = dealer.Convergence(options.ConfidenceLevel),
            Timeline = TimelineBuilder.Build(workers, end),
        };
    }
}
