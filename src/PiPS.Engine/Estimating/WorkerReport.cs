namespace PiPS.Engine.Estimating;

/// <summary>What one worker did for an estimate, and where its time went. Times are seconds.</summary>
/// <remarks>
/// From the start of the run to its end, a worker's time is <see cref="StartUp"/> + <see cref="Waiting"/> +
/// <see cref="Computing"/> + <see cref="Transfer"/>; a worker that was lost has none after its loss.
/// </remarks>
public sealed record WorkerReport
{
    /// <summary>The worker's number, from 0. A replacement has the number of the worker that was lost.</summary>
    public required int Index { get; init; }

    /// <summary>Its operating-system process; this one, if it is a thread.</summary>
    public required int ProcessId { get; init; }

    /// <summary>Name of the machine that it ran on.</summary>
    public required string Host { get; init; }

    /// <summary>Trials it counted that are part of the estimate.</summary>
    public required long Trials { get; init; }

    /// <summary>Hits among them.</summary>
    public required long Hits { get; init; }

    /// <summary>Seconds from the start of the run until it could take work.</summary>
    public required double StartUp { get; init; }

    /// <summary>Seconds it had nothing to do, the wait for the slowest worker included.</summary>
    public required double Waiting { get; init; }

    /// <summary>Seconds it counted hits.</summary>
    public required double Computing { get; init; }

    /// <summary>Seconds that work and answers were on their way, or the worker wasn't scheduled.</summary>
    public required double Transfer { get; init; }

    /// <summary>Trials a second while it counted; 0 if it counted none.</summary>
    public double Rate => Computing > 0.0 ? Trials / Computing : 0.0;

    /// <summary>Whether it died during the run. Its unfinished blocks were counted again.</summary>
    public required bool Lost { get; init; }
}
