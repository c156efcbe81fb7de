namespace PiPS.Engine.Workers;

/// <summary>A part of a worker's time, since the start of the run. A class: a list of references is compiled ahead of time.</summary>
/// <param name="Start">When it began.</param>
/// <param name="End">When it ended.</param>
/// <param name="Computing">How much of it the worker counted.</param>
/// <param name="Waiting">How much of it the worker had nothing to do.</param>
internal sealed record WorkerPart(TimeSpan Start, TimeSpan End, TimeSpan Computing, TimeSpan Waiting)
{
    public TimeSpan Length => End - Start;

    /// <summary>What is neither: below zero if answers of earlier work came late.</summary>
    public TimeSpan Transfer => Length - Computing - Waiting;

    /// <summary>This and the next one as one.</summary>
    public WorkerPart With(WorkerPart next) => new(Start, next.End, Computing + next.Computing, Waiting + next.Waiting);
}
