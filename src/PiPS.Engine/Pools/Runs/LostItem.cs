namespace PiPS.Engine.Pools.Runs;

/// <summary>Why an item has no result though its script didn't fail.</summary>
/// <param name="Message">What happened, as a sentence.</param>
/// <param name="ProcessId">The worker's process; 0 if it never started.</param>
/// <param name="WasFinished">Whether the item had been run to its end, so that only its output was lost.</param>
public sealed record LostItem(string Message, int ProcessId, bool WasFinished);
