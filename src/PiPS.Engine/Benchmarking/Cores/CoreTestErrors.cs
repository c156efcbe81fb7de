using System.Globalization;
using PiPS.Engine.Estimating;
using PiPS.Engine.Machine;

namespace PiPS.Engine.Benchmarking.Cores;

/// <summary>Every refusal of a core test's option: one method each, named as the error's id.</summary>
public static class CoreTestErrors
{
    /// <summary>A processor that this process can't run on.</summary>
    public static InvalidOptionException ProcessorNotUsable(object? given, IReadOnlyList<int> usable) => new(
        nameof(ProcessorNotUsable), given, $"This process can't test the logical processor {Shown(given)}: it may not run there.",
        $"Give some of these: {string.Join(", ", usable)}. A process's affinity, a container or a batch job may keep it off others.");

    /// <summary>A number that no processor has.</summary>
    public static InvalidOptionException ProcessorNotUsable(object? given)
        => UsableProcessors.ForPinning() is IReadOnlyList<int> usable ? ProcessorNotUsable(given, usable) : PinningUnsupported();

    /// <summary>No processor at all.</summary>
    public static InvalidOptionException NoProcessor(IReadOnlyList<int> usable) => new(
        nameof(NoProcessor), null, "There is no processor to test: the list is empty.",
        $"Leave it out to test all, or give some of these: {string.Join(", ", usable)}.");

    /// <summary>A system that has no way to keep a thread on a processor.</summary>
    public static InvalidOptionException PinningUnsupported() => new(
        nameof(PinningUnsupported), null, "Processors can't be tested one by one here: only Linux keeps a thread on one.",
        "Run it on Linux. To keep all cores busy for a while, estimate pi for a duration.");

    /// <summary>Repeats below 1 or above a million.</summary>
    public static InvalidOptionException RepeatOutOfRange(object? given) => new(
        nameof(RepeatOutOfRange), given, $"The number of repeats has to be from 1 to 1,000,000; {Shown(given)} isn't.",
        "Leave it out for 5, or give a duration to repeat until it is over.");

    /// <summary>Two limits of which one would be ignored.</summary>
    public static InvalidOptionException RepeatWithDuration(int given) => new(
        nameof(RepeatWithDuration), given, "A test has either a number of repeats or a duration, not both.",
        "Leave one of them out.");

    /// <summary>A threshold that isn't a share.</summary>
    public static InvalidOptionException SlowThresholdOutOfRange(object? given) => new(
        nameof(SlowThresholdOutOfRange), given, $"The threshold for slow processors has to be above 0 and below 1; {Shown(given)} isn't.",
        "Give a share, such as 0.1 for 10 % below the other processors' median.");

    /// <summary>A load that there isn't.</summary>
    public static InvalidOptionException UnknownLoad(object? given) => new(
        nameof(UnknownLoad), given, $"There is no load {Shown(given)}.",
        $"Choose one of these: {string.Join(", ", Enum.GetNames<CoreLoad>())}.");

    private static string Shown(object? given)
        => given is string text ? $"'{text}'" : Convert.ToString(given, CultureInfo.InvariantCulture) ?? "nothing";
}
