using PiPS.Engine.Pools.Runs;

namespace PiPS.Engine.Pools.Logging;

/// <summary>An item's end, as it is logged.</summary>
/// <param name="Item">What it is known by.</param>
/// <param name="Text">The item as a person knows it, if that can be told.</param>
/// <param name="Index">Its place in the input, from 0.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Attempt">How often it had been begun.</param>
/// <param name="Ended">When, in UTC.</param>
/// <param name="Nanoseconds">How long the last attempt ran.</param>
/// <param name="Worker">The process that ran it.</param>
/// <param name="Failure">What became of it, as the worker or the pool told it; nothing if it was completed.</param>
internal readonly record struct LogRecord(
    ItemKey Item, string? Text, long Index, ItemStatus Status, int Attempt, DateTime Ended, long Nanoseconds, int Worker, object? Failure);
