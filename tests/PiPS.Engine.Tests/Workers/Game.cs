namespace PiPS.Engine.Tests.Workers;

/// <summary>A run that a dealer deals, and what happens to it.</summary>
internal sealed record Game(long Trials, long BlockSize, int Hands, bool InOrder, int Seed);
