namespace PiPS.Engine.Sharing;

/// <summary>How far a worker got with the messages that it took ahead.</summary>
/// <param name="Batch">Of which it handed some to its script; 0 for none. Batches have rising numbers, and it is done with those before.</param>
/// <param name="Handed">How many.</param>
internal readonly record struct TakenMark(long Batch, int Handed)
{
    /// <summary>Nobody knows: all that it took may be done, or not.</summary>
    public static TakenMark Unknown { get; } = new(long.MaxValue, 0);

    /// <summary>Whether its script was handed a message of a batch that it took ahead.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="place">The message's place there, from 0.</param>
    public bool HasSeen(long batch, int place) => batch < Batch || (batch == Batch && place < Handed);
}
