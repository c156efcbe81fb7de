namespace PiPS.Engine.Pools;

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
}
