namespace PiPS.Engine.Sampling;

/// <summary>Memory that stays in place and starts on a cache line, for code that works by pointer.</summary>
/// <remarks>Hold the object as long as the pointer is in use. Pages that are never touched cost no memory.</remarks>
internal sealed unsafe class PinnedMemory
{
    private const int CacheLine = 64;
    private readonly byte[] _bytes;

    /// <summary>Takes memory; what is in it is undefined.</summary>
    /// <param name="size">In bytes.</param>
    public PinnedMemory(int size)
    {
        _bytes = GC.AllocateUninitializedArray<byte>(size + CacheLine, pinned: true);

        fixed (byte* start = _bytes)
        {
            Pointer = (byte*)(((nuint)start + CacheLine - 1) & ~(nuint)(CacheLine - 1));
        }
    }

    /// <summary>The first byte.</summary>
    public byte* Pointer { get; }
}
