namespace PiPS.Engine.Pools.Runs;

/// <summary>Stands for an input that can't travel to another process: its item fails when its turn comes.</summary>
/// <param name="Why">What can't travel, as a sentence.</param>
public sealed record RefusedInput(string Why);
