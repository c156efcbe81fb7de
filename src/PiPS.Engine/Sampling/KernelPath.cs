namespace PiPS.Engine.Sampling;

/// <summary>The ways to count trials of <see cref="Generator.Xoshiro256PlusPlus"/>. All count the same hits.</summary>
public enum KernelPath
{
    /// <summary>Every trial at full precision, in the plainest code: what the others are tested against.</summary>
    Reference,

    /// <summary>No vectors: a table of cells decides. Runs anywhere.</summary>
    Scalar,

    /// <summary>Vectors of 128 bits, by squaring (any processor that .NET has such vectors for, Arm's too).</summary>
    Vector128,

    /// <summary>Vectors of 256 bits, by multiplying bytes (x64 with AVX2).</summary>
    Avx2,

    /// <summary>Vectors of 512 bits, by look-ups in registers (x64 with AVX-512 VBMI and VBMI2).</summary>
    Avx512Vbmi2,
}
