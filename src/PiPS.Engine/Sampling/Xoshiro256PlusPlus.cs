using System.Numerics;

namespace PiPS.Engine.Sampling;

/// <summary>One xoshiro256++ generator, in the plainest code.</summary>
/// <remarks>Blackman and Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 47 (2021).</remarks>
internal struct Xoshiro256PlusPlus(ulong word0, ulong word1, ulong word2, ulong word3)
{
    private ulong _s0 = word0;
    private ulong _s1 = word1;
    private ulong _s2 = word2;
    private ulong _s3 = word3;

    /// <summary>Draws 64 bits.</summary>
    public ulong Next()
    {
        ulong draw = BitOperations.RotateLeft(_s0 + _s3, 23) + _s0;
        ulong shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return draw;
    }
}
