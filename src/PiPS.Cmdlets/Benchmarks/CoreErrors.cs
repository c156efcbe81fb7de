using System.Globalization;
using System.Management.Automation;
using PiPS.Engine.Benchmarking.Cores;

namespace PiPS.Cmdlets.Benchmarks;

/// <summary>What a core test finds: one method each, named as the error's id.</summary>
internal static class CoreErrors
{
    /// <summary>A processor counted hits that the blocks don't have.</summary>
    public static ErrorRecord CoreMiscounts(CoreTest core)
    {
        string blocks = string.Join(", ", core.WrongBlocks.Take(5)) + (core.WrongBlocks.Count > 5 ? ", …" : string.Empty);
        string message = string.Create(
            CultureInfo.InvariantCulture,
            $"The logical processor {core.Processor} counted {core.Hits:N0} hits instead of {core.Expected:N0}: it was wrong {core.WrongCounts:N0} times, in the blocks {blocks}, with {string.Join(", ", core.WrongKernels)}.");
        return Errors.Record(
            new InvalidDataException(message), nameof(CoreMiscounts), ErrorCategory.InvalidResult, core,
            $"Take it out of service ('chcpu -d {core.Processor}', or the whole core in the BIOS), trust nothing that it computed, and run the vendor's diagnostics. Test it again at rest and with -Load All: what fails once may not fail each time.");
    }

    /// <summary>What to say of a slow processor.</summary>
    public static string CoreIsSlow(CoreTest core) => string.Create(
        CultureInfo.InvariantCulture,
        $"The logical processor {core.Processor} is {-core.Deviation:P0} slower than the others' median, in most rounds. Look for work that others keep on it, throttling, and a frequency limit; a processor may also have slower cores by design.");
}
