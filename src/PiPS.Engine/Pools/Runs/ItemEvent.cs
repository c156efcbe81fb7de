namespace PiPS.Engine.Pools.Runs;

/// <summary>What a run tells whoever started it.</summary>
/// <param name="Item">The item; <see langword="null"/> for what the script's end block wrote.</param>
/// <param name="Stream">Where the script wrote; <see langword="null"/> if the item ended.</param>
/// <param name="Value">What it wrote; if the item failed, the failure.</param>
/// <param name="Status">How the item ended, if it did.</param>
/// <param name="Duration">How long it ran, if it ended.</param>
/// <param name="Worker">The worker that ran it: its process, or this one.</param>
/// <param name="Place">The worker's number in its pool, from 0; −1 if no worker ran it.</param>
public readonly record struct ItemEvent(
    WorkItem? Item, StreamKind? Stream, object? Value, ItemStatus Status, TimeSpan Duration, int Worker, int Place)
{
    /// <summary>The machine that the worker is on; <see langword="null"/> if no worker ran it.</summary>
    public string? Host { get; init; }

    /// <summary>Whether the item ended.</summary>
    public bool IsEnd => Stream is null;
}
