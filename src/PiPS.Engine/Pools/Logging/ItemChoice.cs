namespace PiPS.Engine.Pools.Logging;

/// <summary>What becomes of an item of the input.</summary>
/// <param name="Item">What the log knows it by; nothing if it has no bytes to be known by.</param>
/// <param name="Runs">Whether it is run.</param>
/// <param name="Refusal">Why it can't be known, if it can't.</param>
internal readonly record struct ItemChoice(ItemKey? Item, bool Runs, string? Refusal = null)
{
    /// <summary>The item as a person knows it, if that can be told.</summary>
    public string? Text { get; init; }
}
