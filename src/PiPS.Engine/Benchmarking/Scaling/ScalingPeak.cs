namespace PiPS.Engine.Benchmarking.Scaling;

/// <summary>Where a law says that more workers don't help.</summary>
internal static class ScalingPeak
{
    /// <summary>The number of workers with the highest rate, and the speed-up there; without such a number the limit of the speed-up.</summary>
    /// <remarks>N. J. Gunther, "Guerrilla capacity planning" (Springer, 2007), formula 4.33: the peak is at sqrt((1 − σ) / κ).</remarks>
    /// <returns>Nothing for what there isn't.</returns>
    public static (double? Workers, double? SpeedUp) Of(ScalingFit fit)
    {
        if (fit.Law == ScalingLaw.Gustafson)
        {
            return (null, fit.SerialFraction >= 1.0 ? 1.0 : null);
        }

        if (fit.Coherency > 0.0)
        {
            double workers = Math.Max(1.0, Math.Sqrt((1.0 - fit.SerialFraction) / fit.Coherency));
            return double.IsFinite(workers) ? (workers, fit.SpeedUp(workers)) : (null, null);
        }

        return (null, fit.SerialFraction > 0.0 && double.IsFinite(1.0 / fit.SerialFraction) ? 1.0 / fit.SerialFraction : null);
    }
}
