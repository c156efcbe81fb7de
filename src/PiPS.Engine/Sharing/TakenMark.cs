namespace PiPS.Engine.Sharing;

/// <summary>How far a worker got with the messages that it took ahead.</summary>
/// <param name="Batch">Of which it handed some to its script; 0 for none.</param>
/// <param name="Handed">How many.</param>
internal readonly record struct TakenMark(long Batch, int Handed);
