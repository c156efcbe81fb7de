using PiPS.Engine.Estimating;
using PiPS.Engine.Launchers;

namespace PiPS.Engine.Benchmarking.Scaling;

/// <summary>Refuses a sweep that can't be done before any work starts.</summary>
internal static class ScalingOptionCheck
{
    /// <exception cref="InvalidOptionException">An option is out of its range, or doesn't go with another.</exception>
    public static void ThrowIfInvalid(ScalingOptions options)
    {
        CheckPoints(options);
        Refuse(options is { WorkerCounts: null, Launcher.UsualCount: null }, () => LauncherErrors.LauncherNeedsWorkerCount(options.Launcher!));

        // What a sweep's runs share with any estimate, such as the level that the fewest rounds follow from.
        foreach (SweepPoint point in options.Points(usableProcessors: 1))
        {
            EstimateRun.ThrowIfInvalid(options.RunOf(point, null, null));
        }

        CheckRounds(options);
        CheckWork(options);
    }

    private static void CheckPoints(ScalingOptions options)
    {
        Refuse(options.Types.Count == 0, () => ScalingErrors.TypeNotMeasured(null));
        Refuse(options.WorkerCounts is { Count: 0 }, ScalingErrors.NoWorkerCounts);

        foreach (WorkerType type in options.Types)
        {
            Refuse(!Enum.IsDefined(type), () => OptionErrors.UnknownWorkerType(type));
            Refuse(type == WorkerType.Auto, () => ScalingErrors.TypeNotMeasured(type));
        }

        foreach (int count in options.WorkerCounts ?? [])
        {
            Refuse(count is < 1 or > EstimateOptions.MaximumWorkers, () => OptionErrors.WorkerCountOutOfRange(count));
            Refuse(
                options.Types.All(type => type == WorkerType.Sequential), () => OptionErrors.WorkerCountWithSequential(count));
        }
    }

    private static void CheckRounds(ScalingOptions options)
    {
        Refuse(options.Repeat is < 1 or > ScalingErrors.MaximumRounds, () => ScalingErrors.RepeatOutOfRange(options.Repeat));
        Refuse(
            options.MostRounds < options.LeastRounds || options.MostRounds > ScalingErrors.MaximumRounds,
            () => ScalingErrors.MaximumRepeatOutOfRange(options.MaximumRepeat, options.LeastRounds));
        Refuse(options.Warmup is < 0 or > ScalingErrors.MaximumRounds, () => ScalingErrors.WarmupOutOfRange(options.Warmup));
        Refuse(
            !(options.TargetSpread >= 0.0 && double.IsFinite(options.TargetSpread)),
            () => ScalingErrors.TargetSpreadOutOfRange(options.TargetSpread));
        EstimateRun.ThrowIfInvalid(new() { Duration = options.MaximumDuration });
    }

    private static void CheckWork(ScalingOptions options)
    {
        Refuse(options is { Trials: not null, Duration: not null }, () => ScalingErrors.TrialsWithDuration(options.Duration));

        if (options.Trials is long trials)
        {
            EstimateRun.ThrowIfInvalid(new() { Trials = trials });
            int most = options.WorkerCounts?.Max() ?? EstimateOptions.MaximumWorkers;
            Refuse(options.Weak && trials > BlockPlan.MaximumTrials / most, () => ScalingErrors.WeakTrialsOutOfRange(trials, most));
        }
    }

    private static void Refuse(bool refused, Func<InvalidOptionException> error)
    {
        if (refused)
        {
            throw error();
        }
    }
}
