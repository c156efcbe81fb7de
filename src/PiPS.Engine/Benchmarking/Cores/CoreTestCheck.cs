using PiPS.Engine.Estimating;

namespace PiPS.Engine.Benchmarking.Cores;

/// <summary>Refuses what can't be tested, before any work.</summary>
internal static class CoreTestCheck
{
    /// <param name="options">What was asked for.</param>
    /// <param name="usable">Processors that threads can be kept on; null where there is no way to.</param>
    /// <returns>The processors to test, ascending, each once.</returns>
    /// <exception cref="InvalidOptionException">An option is out of range, or a processor isn't usable.</exception>
    public static int[] Processors(CoreTestOptions options, IReadOnlyList<int>? usable)
    {
        Refuse(options.Repeat is < 1 or > CoreTestOptions.MaximumRepeat, () => CoreTestErrors.RepeatOutOfRange(options.Repeat));
        Refuse(options is { Repeat: not null, Duration: not null }, () => CoreTestErrors.RepeatWithDuration(options.Repeat!.Value));
        Refuse(!(options.SlowThreshold is > 0.0 and < 1.0), () => CoreTestErrors.SlowThresholdOutOfRange(options.SlowThreshold));
        Refuse(!Enum.IsDefined(options.Load), () => CoreTestErrors.UnknownLoad(options.Load));

        // Trials, duration and generator have an estimate's ranges.
        OptionCheck.ThrowIfInvalid(new() { Trials = options.Trials, Duration = options.Duration, Generator = options.Generator });

        if (usable is null)
        {
            throw CoreTestErrors.PinningUnsupported();
        }

        int[] processors = [.. (options.Processors ?? usable).Distinct().Order()];
        Refuse(processors.Length == 0, () => CoreTestErrors.NoProcessor(usable));

        return Array.TrueForAll(processors, usable.Contains)
            ? processors
            : throw CoreTestErrors.ProcessorNotUsable(processors.First(processor => !usable.Contains(processor)), usable);
    }

    private static void Refuse(bool refused, Func<InvalidOptionException> error)
    {
        if (refused)
        {
            throw error();
        }
    }
}
