namespace PiPS.Engine.Benchmarking.Baselines;

/// <summary>The verdicts of comparisons, by the names that results have.</summary>
public static class ComparisonVerdict
{
    /// <summary>The whole interval is above 1 / (1 − threshold).</summary>
    public const string Faster = "Faster";

    /// <summary>The whole interval is below 1 − threshold.</summary>
    public const string Slower = "Slower";

    /// <summary>The whole interval is between the two.</summary>
    public const string Same = "Same";

    /// <summary>The interval reaches across one of them, or there are too few samples for the level.</summary>
    public const string Inconclusive = "Inconclusive";
}
