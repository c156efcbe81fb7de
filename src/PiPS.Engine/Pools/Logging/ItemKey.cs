namespace PiPS.Engine.Pools.Logging;

/// <summary>What a log knows an item by.</summary>
/// <param name="Content">What it has in common with items that are alike.</param>
/// <param name="Occurrence">The how-manieth of those it is in the input, from 1.</param>
internal readonly record struct ItemKey(ContentKey Content, int Occurrence);
