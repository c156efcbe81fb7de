namespace PiPS.Engine.Sharing.Memory;

/// <summary>Where another process of this machine finds shared memory, as long as its owner has it.</summary>
/// <param name="Path">The file to open.</param>
/// <param name="Bytes">Its size, without the head.</param>
/// <param name="Key">What its head begins with: a path may be another memory's by the time it is opened.</param>
internal readonly record struct SharedMemoryLocation(string Path, long Bytes, long Key);
