namespace PiPS.Engine.Sampling;

/// <summary>Where random numbers come from. Together with the seed and the block it decides every trial.</summary>
public enum Generator
{
    /// <summary>32 xoshiro256++ generators a block, seeded by SplitMix64: counts fast (stream format 1).</summary>
    /// <remarks>Coordinates have 30 bits; the lower ones are computed only where they can change the answer (1.2 %).</remarks>
    Xoshiro256PlusPlus,

    /// <summary>MT19937 as CPython draws from it: block <c>i</c> is <c>random.seed(seed + i)</c>.</summary>
    MersenneTwister,
}
