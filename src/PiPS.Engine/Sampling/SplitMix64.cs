using System.Runtime.CompilerServices;

namespace PiPS.Engine.Sampling;

/// <summary>The counter-based mixer that keys streams and makes low-order bits.</summary>
/// <remarks>Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.</remarks>
internal static class SplitMix64
{
    /// <summary>What the counter advances by: 2^64 over the golden ratio, made odd.</summary>
    public const ulong Gamma = 0x9E3779B97F4A7C15;

    /// <summary>The finaliser's first multiplier.</summary>
    public const ulong FirstMultiplier = 0xBF58476D1CE4E5B9;

    /// <summary>The finaliser's second multiplier.</summary>
    public const ulong SecondMultiplier = 0x94D049BB133111EB;

    /// <summary>The finaliser: a bijection on 64 bits.</summary>
    /// <remarks>Its constants make it too long for the JIT to inline unasked.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * FirstMultiplier;
        z = (z ^ (z >> 27)) * SecondMultiplier;
        return z ^ (z >> 31);
    }
}
