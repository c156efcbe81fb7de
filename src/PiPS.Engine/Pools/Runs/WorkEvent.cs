using PiPS.Engine.Pools.Logging;

namespace PiPS.Engine.Pools.Runs;

/// <summary>What a worker says about an item: something it wrote, or that it ended.</summary>
/// <param name="Index">The item.</param>
/// <param name="Stream">Where the script wrote; <see langword="null"/> if the item ended.</param>
/// <param name="Value">What it wrote; if the item failed, the failure.</param>
/// <param name="Status">How the item ended, if it did.</param>
/// <param name="Nanoseconds">How long it ran, if it ended.</param>
public readonly record struct WorkEvent(long Index, StreamKind? Stream, object? Value, ItemStatus Status, long Nanoseconds)
{
    /// <summary>Whether the item ended.</summary>
    public bool IsEnd => Stream is null;

    /// <summary>Whether a worker gave the item back, without having begun it.</summary>
    internal bool IsGivenBack => IsEnd && Status == ItemStatus.Skipped;

    /// <summary>Whether it had better be told at once: what failed may end it all.</summary>
    public bool IsUrgent => IsEnd && Status != ItemStatus.Completed;

    /// <summary>Something that the script wrote.</summary>
    public static WorkEvent Wrote(long index, StreamKind stream, object? value) => new(index, stream, value, default, 0);

    /// <summary>The item's end.</summary>
    public static WorkEvent Ended(long index, ItemStatus status, object? failure, long nanoseconds)
        => new(index, null, failure, status, nanoseconds);

    /// <summary>It was never begun.</summary>
    internal static WorkEvent Skipped(long index) => Ended(index, ItemStatus.Skipped, null, 0);

    /// <summary>It was never begun, since a log couldn't know it.</summary>
    internal static WorkEvent Refused(long index, string why) => Ended(index, ItemStatus.Failed, new UnknowableItem(why), 0);
}
