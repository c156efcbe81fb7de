using PiPS.Engine.Estimating;

namespace PiPS.Engine.Benchmarking.Scaling;

/// <summary>A point of a sweep.</summary>
/// <param name="Type">What counts.</param>
/// <param name="WorkerCount">Workers, from 1.</param>
internal readonly record struct SweepPoint(WorkerType Type, int WorkerCount)
{
    /// <inheritdoc/>
    public override string ToString() => $"{WorkerCount} {(WorkerCount == 1 ? "worker" : "workers")} of type {Type}";
}
