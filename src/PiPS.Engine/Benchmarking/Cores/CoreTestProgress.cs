namespace PiPS.Engine.Benchmarking.Cores;

/// <summary>How far a core test is.</summary>
/// <param name="Round">The round under way, from 1. In each round every processor has a repeat.</param>
/// <param name="Rounds">Rounds of the test; <see langword="null"/> if it ends by the clock.</param>
/// <param name="Processor">The processor at work; <see langword="null"/> if it is all of them.</param>
/// <param name="Share">Done share of the work, 0 to 1.</param>
/// <param name="Remaining">Time left; <see langword="null"/> while nothing can be said.</param>
public readonly record struct CoreTestProgress(int Round, int? Rounds, int? Processor, double Share, TimeSpan? Remaining);
