namespace PiPS.Engine.Estimating;

/// <summary>How far a run is.</summary>
/// <param name="Trials">Trials counted so far.</param>
/// <param name="Share">Done share of the work, 0 to 1, as far as that can be told.</param>
/// <param name="Rate">Trials a second since the run began.</param>
/// <param name="Remaining">Time left at this rate; <see langword="null"/> while nothing can be said.</param>
public readonly record struct EstimateProgress(long Trials, double Share, double Rate, TimeSpan? Remaining);
