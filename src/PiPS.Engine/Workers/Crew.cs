namespace PiPS.Engine.Workers;

/// <summary>The workers of a run. Disposing it leaves none of them.</summary>
internal abstract class Crew : IDisposable
{
    /// <summary>Trials counted that no answer has told of yet, as far as they can be seen.</summary>
    public abstract long Underway { get; }

    /// <summary>Waits until all that was dealt is counted, or cut.</summary>
    /// <param name="tick">Called on this thread every so often; an exception from it ends the wait.</param>
    /// <param name="patience">How long until the next tick is due at the latest.</param>
    public abstract void Finish(Action tick, Func<TimeSpan> patience);

    /// <summary>Makes the workers answer with what is counted by now.</summary>
    public abstract void Cut();

    /// <inheritdoc/>
    public abstract void Dispose();
}
