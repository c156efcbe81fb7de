using PiPS.Engine.Estimating;
using PiPS.Engine.Machine;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Benchmarking.Scaling;

/// <summary>Measures what numbers of workers deliver: the same work for each, again and again, in turns.</summary>
/// <remarks>
/// In every round each point is run once, in an order that chance chooses anew: so what changes with time, as a machine that gets warm,
/// hits all points alike. Rounds go on until every point's interval is narrow, or a limit is reached.
/// </remarks>
public static class ScalingRun
{
    /// <summary>Runs the sweep, and leaves no thread or process.</summary>
    /// <param name="options">What to run, and until when.</param>
    /// <param name="commands">What worker processes are started with, the best first.</param>
    /// <param name="environment">What it is measured on.</param>
    /// <param name="observer">Told how far the sweep is, on this thread; an exception from it ends the sweep.</param>
    /// <param name="stop">Ends the sweep at once, with nothing to show for it.</param>
    /// <returns>A row for each point: the types as given, each with its numbers of workers.</returns>
    /// <exception cref="InvalidOptionException">An option is out of range, or doesn't go with another; no work was begun.</exception>
    /// <exception cref="MiscountException">The same work gave other hits.</exception>
    /// <exception cref="WorkersFailedException">Ten worker processes in a row died with nothing done; of a launcher's, no host is left.</exception>
    /// <exception cref="PinningException">The system refuses to keep a thread on its processor, though it could.</exception>
    /// <exception cref="OperationCanceledException">The sweep was told to stop.</exception>
    public static IReadOnlyList<ScalingPoint> Execute(
        ScalingOptions options,
        IReadOnlyList<WorkerCommand> commands,
        PiEnvironment environment,
        IScalingObserver? observer = null,
        CancellationToken stop = default)
    {
        if (options.Launcher is null && options.Types.Contains(WorkerType.Process) && commands.Count == 0)
        {
            throw OptionErrors.NoWorkerExecutable();
        }

        BenchmarkSample Run(EstimateOptions run, IEstimateObserver watch) => Sample(EstimateRun.Execute(run, commands, watch, stop));
        return Execute(options, environment, Run, observer, TimeProvider.System, stop);
    }

    /// <summary>Checks what <see cref="Execute(ScalingOptions, IReadOnlyList{WorkerCommand}, PiEnvironment, IScalingObserver, CancellationToken)"/> would refuse.</summary>
    /// <exception cref="InvalidOptionException">An option is out of range, or doesn't go with another.</exception>
    public static void ThrowIfInvalid(ScalingOptions options) => ScalingOptionCheck.ThrowIfInvalid(options);

    internal static IReadOnlyList<ScalingPoint> Execute(
        ScalingOptions options,
        PiEnvironment environment,
        Func<EstimateOptions, IEstimateObserver, BenchmarkSample> run,
        IScalingObserver? observer,
        TimeProvider time,
        CancellationToken stop)
    {
        ScalingOptionCheck.ThrowIfInvalid(options);
        return new Sweep(options, environment, run, observer, time, stop).Run();
    }

    private static BenchmarkSample Sample(PiEstimate estimate) => new()
    {
        Round = 0,
        Trials = estimate.Trials,
        Hits = estimate.Hits,
        StartUp = estimate.StartUp,
        Compute = estimate.Compute,
        Elapsed = estimate.Elapsed,
    };
}
