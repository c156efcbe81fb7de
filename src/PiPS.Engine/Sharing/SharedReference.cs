namespace PiPS.Engine.Sharing;

/// <summary>What a shared object is known by, in every process that has it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Its number, from 1, which no other ever has in the session.</param>
/// <param name="Name">Its name, which no other has at the same time.</param>
public readonly record struct SharedReference(SharedKind Kind, long Id, string Name);
