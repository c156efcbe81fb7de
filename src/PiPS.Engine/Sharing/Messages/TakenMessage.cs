namespace PiPS.Engine.Sharing.Messages;

/// <summary>A message that was given to somebody, and isn't finished.</summary>
/// <param name="Owner">Which of the taker's scripts has it.</param>
/// <param name="Batch">What it was given with.</param>
/// <param name="Content">The value.</param>
internal sealed record TakenMessage(long Owner, long Batch, Parcel Content);
