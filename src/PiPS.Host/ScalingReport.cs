using PiPS.Engine.Benchmarking.Scaling;

namespace PiPS.Host;

/// <summary>What <c>pips scaling --json</c> prints.</summary>
/// <param name="Points">A row for each type and number of workers.</param>
/// <param name="Fits">The laws fitted to them; none if there are too few points.</param>
internal sealed record ScalingReport(IReadOnlyList<ScalingPoint> Points, IReadOnlyList<ScalingFit> Fits);
