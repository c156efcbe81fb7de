using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PiPS.Engine.Sampling;

/// <summary>Eight neighbouring xoshiro256++ generators in four vector registers.</summary>
/// <remarks>Four fields, no more: so the JIT keeps each in a register of its own.</remarks>
internal unsafe struct XoshiroOctet
{
    /// <summary>The truth table of a xor of three.</summary>
    private const byte Xor3 = 0x96;

    private Vector512<ulong> _s0;
    private Vector512<ulong> _s1;
    private Vector512<ulong> _s2;
    private Vector512<ulong> _s3;

    /// <summary>Loads state.</summary>
    /// <param name="words">Word 0 of the first of the eight; word <c>w</c> is <c>32 * w</c> further on.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public XoshiroOctet(ulong* words)
    {
        _s0 = Vector512.LoadAligned(words);
        _s1 = Vector512.LoadAligned(words + 32);
        _s2 = Vector512.LoadAligned(words + 64);
        _s3 = Vector512.LoadAligned(words + 96);
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

    /// <summary>Draws 64 bits from each: nine instructions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<byte> Next()
    {
        Vector512<ulong> draw = Avx512F.RotateLeft(_s0 + _s3, 23) + _s0;
        Vector512<ulong> shifted = _s1 << 17;
        Vector512<ulong> s3 = _s3 ^ _s1;
        _s1 = Avx512F.TernaryLogic(_s1, _s2, _s0, Xor3);
        _s2 = Avx512F.TernaryLogic(_s2, _s0, shifted, Xor3);
        _s0 ^= s3;
        _s3 = Avx512F.RotateLeft(s3, 45);
        return draw.AsByte();
    }
}
