using PiPS.Engine.Estimating;

namespace PiPS.Cmdlets.Completion;

/// <summary>The types of worker whose scaling can be measured: all but the one that leaves the choice.</summary>
internal sealed class MeasuredTypeCompleter : EnumCompleter<WorkerType>
{
    /// <inheritdoc/>
    protected override bool Takes(WorkerType value) => value != WorkerType.Auto;
}
