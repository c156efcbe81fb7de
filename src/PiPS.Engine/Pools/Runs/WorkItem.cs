using PiPS.Engine.Pools.Logging;

namespace PiPS.Engine.Pools.Runs;

/// <summary>One input, and how often it was begun.</summary>
public sealed class WorkItem
{
    /// <param name="index">Its place in the input, from 0.</param>
    /// <param name="input">What the script gets.</param>
    public WorkItem(long index, object? input)
    {
        Index = index;
        Input = input;
    }

    /// <summary>Its place in the input, from 0.</summary>
    public long Index { get; }

    /// <summary>What the script gets.</summary>
    public object? Input { get; }

    /// <summary>How often it was begun: 1 while it runs for the first time.</summary>
    public int Attempt { get; internal set; }

    /// <summary>The input as bytes, if whoever offered it made them.</summary>
    internal byte[]? Encoded { get; init; }

    /// <summary>What the run's log knows it by, if there is a log.</summary>
    internal ItemKey? Key { get; init; }

    /// <summary>The item as a person knows it, if there is a log.</summary>
    internal string? Text { get; init; }

    /// <summary>The error that its script wrote last in this attempt: if it fails, what it failed with.</summary>
    internal object? LastError { get; set; }

    /// <summary>Takes note of what its script wrote.</summary>
    internal void Note(in WorkEvent told) => LastError = told.Stream == StreamKind.Error ? told.Value : LastError;
}
