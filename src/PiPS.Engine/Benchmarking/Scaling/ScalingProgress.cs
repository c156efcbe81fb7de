using System.Globalization;

namespace PiPS.Engine.Benchmarking.Scaling;

/// <summary>How far a sweep is.</summary>
/// <param name="Round">The round, from 1; 0 before the first that counts.</param>
/// <param name="Rounds">The rounds that are planned by now: the fewest, and once these are done the most.</param>
/// <param name="Type">What counts now.</param>
/// <param name="WorkerCount">How many workers do.</param>
/// <param name="Share">Done share of the planned time, 0 to 1.</param>
/// <param name="Remaining">Time left; after the fewest rounds, at the most. <see langword="null"/> while nothing can be said.</param>
public readonly record struct ScalingProgress(int Round, int Rounds, string Type, int WorkerCount, double Share, TimeSpan? Remaining)
{
    /// <summary>What is done now, as a line.</summary>
    public string Status => string.Create(
        CultureInfo.InvariantCulture,
        $"{(Round == 0 ? "Warming up" : $"Round {Round} of {Rounds}")}: {Type}, {WorkerCount} {(WorkerCount == 1 ? "worker" : "workers")}");
}
