namespace PiPS.Engine.Values;

/// <summary>What a shell's record is besides its fields.</summary>
/// <param name="Core">The plain value that the fields are tied to; null if they are all there is.</param>
/// <param name="TypeNames">What the shell calls its types, the most derived first; empty if just what they are anyway.</param>
public readonly record struct RecordHead(object? Core, IReadOnlyList<string> TypeNames);
