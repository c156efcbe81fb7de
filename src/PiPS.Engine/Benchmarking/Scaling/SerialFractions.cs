namespace PiPS.Engine.Benchmarking.Scaling;

/// <summary>The share of the work that isn't divided among workers, as a speed-up shows it.</summary>
internal static class SerialFractions
{
    /// <summary>From the speed-up on the same work: e = (1/ψ − 1/p) / (1 − 1/p).</summary>
    /// <remarks>A. H. Karp, H. P. Flatt, "Measuring parallel processor performance", Communications of the ACM 33 (1990). Below 0 if p workers do more than p times as much.</remarks>
    /// <param name="speedUp">How many times the rate of one worker, above 0.</param>
    /// <param name="workers">Workers.</param>
    /// <returns>Nothing for one worker.</returns>
    public static double? KarpFlatt(double speedUp, int workers)
        => workers > 1 && speedUp > 0.0 ? ((1.0 / speedUp) - (1.0 / workers)) / (1.0 - (1.0 / workers)) : null;

    /// <summary>From the speed-up on work that grows with the workers: (p − ψ) / (p − 1).</summary>
    /// <remarks>J. L. Gustafson, "Reevaluating Amdahl's law", Communications of the ACM 31 (1988): ψ = p − s (p − 1).</remarks>
    /// <param name="speedUp">How many times the rate of one worker, above 0.</param>
    /// <param name="workers">Workers.</param>
    /// <returns>Nothing for one worker.</returns>
    public static double? Gustafson(double speedUp, int workers)
        => workers > 1 && speedUp > 0.0 ? (workers - speedUp) / (workers - 1.0) : null;
}
