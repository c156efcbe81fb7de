using System.Diagnostics.CodeAnalysis;

namespace PiPS.Engine.Pools;

/// <summary>The same of a worker that a launcher started: a type of its own, since it is shown with its host.</summary>
public sealed record LaunchedWorkerReport : PoolWorkerReport
{
    [SetsRequiredMembers]
    internal LaunchedWorkerReport(PoolWorkerReport report)
        : base(report)
    {
    }
}
