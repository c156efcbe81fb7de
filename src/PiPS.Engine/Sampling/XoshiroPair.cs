using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PiPS.Engine.Sampling;

/// <summary>Two neighbouring xoshiro256++ generators in four vector registers.</summary>
/// <remarks>Four fields, no more: so the JIT keeps each in a register of its own.</remarks>
internal unsafe struct XoshiroPair
{
    private Vector128<ulong> _s0;
    private Vector128<ulong> _s1;
    private Vector128<ulong> _s2;
    private Vector128<ulong> _s3;

    /// <summary>Loads state.</summary>
    /// <param name="words">Word 0 of the first of the two; word <c>w</c> is <c>32 * w</c> further on.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public XoshiroPair(ulong* words)
    {
        _s0 = Vector128.LoadAligned(words);
        _s1 = Vector128.LoadAligned(words + 32);
        _s2 = Vector128.LoadAligned(words + 64);
        _s3 = Vector128.LoadAligned(words + 96);
    }

    /// <summary>Stores state where it was loaded from.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(ulong* words)
    {
        _s0.StoreAligned(words);
        _s1.StoreAligned(words + 32);
        _s2.StoreAligned(words + 64);
        _s3.StoreAligned(words + 96);
    }

    /// <summary>Draws 64 bits from each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<byte> Next()
    {
        Vector128<ulong> sum = _s0 + _s3;
        Vector128<ulong> draw = ((sum << 23) | (sum >> 41)) + _s0;
        Vector128<ulong> shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = (_s3 << 45) | (_s3 >> 19);
        return draw.AsByte();
    }
}
