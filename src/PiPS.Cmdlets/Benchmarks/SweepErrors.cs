using System.Management.Automation;
using PiPS.Engine.Benchmarking.Scaling;
using PiPS.Engine.Machine;

namespace PiPS.Cmdlets.Benchmarks;

/// <summary>The errors of a sweep over numbers of workers.</summary>
internal static class SweepErrors
{
    /// <summary>The same work gave other hits.</summary>
    public static ErrorRecord MachineMiscounts(MiscountException broken)
        => Errors.Record(broken, nameof(MachineMiscounts), ErrorCategory.InvalidResult, null, MiscountException.Advice);

    /// <summary>The system doesn't keep a worker on its processor, though it could.</summary>
    public static ErrorRecord PinningFailed(PinningException refused) => Errors.Record(
        refused, nameof(PinningFailed), ErrorCategory.ResourceUnavailable, null,
        "See whether the processor went offline, or is taken from this process: (Get-PiEnvironment).Processors. Or leave -Pinning out.");
}
