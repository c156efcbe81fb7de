namespace PiPS.Engine.Benchmarking.Scaling;

/// <summary>The laws of scaling, by the names that results have.</summary>
public static class ScalingLaw
{
    /// <summary>Amdahl's: a part of the work can't be divided (1967).</summary>
    public const string Amdahl = "Amdahl";

    /// <summary>Gustafson's: the work grows with the workers (1988).</summary>
    public const string Gustafson = "Gustafson";

    /// <summary>Gunther's: contention, and what each pair of workers costs (1993).</summary>
    public const string Universal = "UniversalScalabilityLaw";
}
