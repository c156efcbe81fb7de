using PiPS.Engine.Estimating.Checkpoints;
using PiPS.Engine.Launchers;
using PiPS.Engine.Machine;
using PiPS.Engine.Sampling;

namespace PiPS.Engine.Estimating;

/// <summary>Refuses what can't be done before any work starts.</summary>
internal static class OptionCheck
{
    private static readonly TimeSpan LongestDuration = TimeSpan.FromDays(10_000);

    /// <exception cref="InvalidOptionException">An option is out of its range, or doesn't go with another.</exception>
    public static void ThrowIfInvalid(EstimateOptions options)
    {
        Refuse(options.Trials is < 1 or > BlockPlan.MaximumTrials, () => OptionErrors.TrialsOutOfRange(options.Trials));
        Refuse(!Enum.IsDefined(options.Generator), () => OptionErrors.UnknownGenerator(options.Generator));
        Refuse(!Enum.IsDefined(options.Type), () => OptionErrors.UnknownWorkerType(options.Type));
        Refuse(!(options.ConfidenceLevel is > 0.0 and < 1.0), () => OptionErrors.ConfidenceLevelOutOfRange(options.ConfidenceLevel));
        Refuse(
            options.Duration is TimeSpan duration && (duration <= TimeSpan.Zero || duration > LongestDuration),
            () => OptionErrors.DurationOutOfRange(options.Duration));
        Refuse(
            options.CheckpointInterval is TimeSpan interval && (interval < TimeSpan.Zero || interval > TimeSpan.FromDays(1)),
            () => CheckpointErrors.CheckpointIntervalOutOfRange(options.CheckpointInterval!.Value.TotalSeconds));
        Refuse(options is { CheckpointInterval: not null, CheckpointPath: null }, CheckpointErrors.CheckpointIntervalAlone);
        CheckWorkers(options);
        CheckBlocks(options);
        CheckTarget(options);
    }

    private static void CheckWorkers(EstimateOptions options)
    {
        Refuse(
            options.WorkerCount is < 1 or > EstimateOptions.MaximumWorkers,
            () => OptionErrors.WorkerCountOutOfRange(options.WorkerCount));
        Refuse(
            options is { Type: WorkerType.Sequential, WorkerCount: not null },
            () => OptionErrors.WorkerCountWithSequential(options.WorkerCount!.Value));
        Refuse(!Enum.IsDefined(options.Pinning), () => OptionErrors.UnknownPinning(options.Pinning));
        Refuse(
            options.Pinning != WorkerPinning.None && options.Type is not (WorkerType.Thread or WorkerType.Process),
            () => OptionErrors.PinningWithType(options.Pinning, options.Type.ToString()));
        Refuse(
            options.Pinning != WorkerPinning.None && !ThreadPin.IsSupported, () => OptionErrors.PinningUnsupported(options.Pinning));

        if (options.Launcher is WorkerLauncher launcher)
        {
            Refuse(
                options.Type is not (WorkerType.Auto or WorkerType.Process), () => LauncherErrors.LauncherWithType(options.Type));
            Refuse(options.Pinning != WorkerPinning.None, () => LauncherErrors.LauncherWithPinning(options.Pinning));
            LauncherCheck.ThrowIfInvalid(launcher, options.WorkerCount);
        }

        if (options.Type == WorkerType.Process || options.Launcher is not null)
        {
            FileHandles.ThrowIfTooFew(options.WorkerCount ?? options.Launcher?.UsualCount ?? UsableProcessors.Count);
        }
    }

    private static void CheckBlocks(EstimateOptions options)
    {
        Refuse(
            options.BlockSize is not null && options.Generator != Generator.MersenneTwister,
            () => OptionErrors.BlockSizeWithGenerator(options.BlockSize!.Value, options.Generator));
        Refuse(options.BlockSize is < 1 or > BlockPlan.MaximumTrials, () => OptionErrors.BlockSizeOutOfRange(options.BlockSize));
    }

    private static void CheckTarget(EstimateOptions options)
    {
        if (options.TargetError is not double target)
        {
            return;
        }

        Refuse(!(target > 0.0 && double.IsFinite(target)), () => OptionErrors.TargetErrorOutOfRange(target));

        double trials = PiStatistics.TrialsFor(target, options.ConfidenceLevel);
        Refuse(trials > BlockPlan.MaximumTrials, () => OptionErrors.TargetErrorOutOfReach(target, trials));
    }

    private static void Refuse(bool refused, Func<InvalidOptionException> error)
    {
        if (refused)
        {
            throw error();
        }
    }
}
