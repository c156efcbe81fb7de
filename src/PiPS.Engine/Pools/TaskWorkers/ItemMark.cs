namespace PiPS.Engine.Pools.TaskWorkers;

/// <summary>The item that a worker is on, as it can be read also after the worker's death.</summary>
/// <param name="Index">The last item that it began; −1 before the first.</param>
/// <param name="Ended">Whether it ended that item.</param>
/// <param name="Running">For how long it has been on it.</param>
public readonly record struct ItemMark(long Index, bool Ended, TimeSpan Running)
{
    /// <summary>No item was begun.</summary>
    public static ItemMark None => new(-1, true, TimeSpan.Zero);
}
