namespace PiPS.Engine.Sharing.Messages;

/// <summary>A message that was given to somebody, and isn't finished.</summary>
/// <param name="Owner">Which of the taker's scripts has it.</param>
/// <param name="Batch">What was taken ahead with it; 0 if it was taken alone, and handed over for certain.</param>
/// <param name="Place">Its place there, from 0.</param>
/// <param name="Content">The value.</param>
internal sealed record TakenMessage(long Owner, long Batch, int Place, Parcel Content);
