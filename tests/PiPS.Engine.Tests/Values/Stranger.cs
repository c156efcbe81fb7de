namespace PiPS.Engine.Tests.Values;

/// <summary>What only the shell knows.</summary>
internal sealed record Stranger(string Name);
