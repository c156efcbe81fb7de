namespace PiPS.Engine.Benchmarking.Scaling;

/// <summary>A law of scaling, fitted to the points of one sweep: what holds the workers back, and how many are worth having.</summary>
public sealed record ScalingFit
{
    /// <summary>The law: Amdahl, Gustafson (for a weak sweep), or UniversalScalabilityLaw.</summary>
    public required string Law { get; init; }

    /// <summary>What counted in the sweep: Thread or Process.</summary>
    public required string Type { get; init; }

    /// <summary>Rate of one worker by the fit, in trials a second.</summary>
    public required double WorkerRate { get; init; }

    /// <summary>Standard error of <see cref="WorkerRate"/>; nothing if there are no more points than parameters.</summary>
    public required double? WorkerRateError { get; init; }

    /// <summary>Serial fraction (Amdahl, Gustafson) or contention (Universal Scalability Law), from 0.</summary>
    public required double SerialFraction { get; init; }

    /// <summary>Standard error of <see cref="SerialFraction"/>; nothing if there are no more points than parameters, or if the fit holds it at 0 or 1.</summary>
    public required double? SerialFractionError { get; init; }

    /// <summary>Coherency: what each pair of workers costs (Universal Scalability Law); 0 for the others.</summary>
    public required double Coherency { get; init; }

    /// <summary>Standard error of <see cref="Coherency"/>; nothing for the others, if there are no more points than parameters, or if the fit holds it at 0.</summary>
    public required double? CoherencyError { get; init; }

    /// <summary>Points that it was fitted to.</summary>
    public required int Points { get; init; }

    /// <summary>Root mean square of what is left over, as a share of the rate.</summary>
    public required double RelativeError { get; init; }

    /// <summary>Share of the rates' variance that the law explains (R²).</summary>
    public required double Explained { get; init; }

    /// <summary>Workers with the highest rate; nothing if the rate grows without end.</summary>
    public required double? PeakWorkerCount { get; init; }

    /// <summary>Highest speed-up; the limit where there is no peak (1 / serial fraction); nothing if there is no limit.</summary>
    public required double? PeakSpeedUp { get; init; }

    /// <summary>Highest rate, or its limit, in trials a second; nothing if there is no limit.</summary>
    public required double? PeakRate { get; init; }

    /// <summary>Speed-up over one worker that the law predicts.</summary>
    /// <param name="workers">Workers, from 1; also more than were measured.</param>
    public double SpeedUp(double workers) => Law == ScalingLaw.Gustafson
        ? workers - (SerialFraction * (workers - 1.0))
        : workers / (1.0 + (SerialFraction * (workers - 1.0)) + (Coherency * workers * (workers - 1.0)));

    /// <summary>Rate that the law predicts, in trials a second.</summary>
    /// <param name="workers">Workers, from 1; also more than were measured.</param>
    public double Rate(double workers) => WorkerRate * SpeedUp(workers);
}
