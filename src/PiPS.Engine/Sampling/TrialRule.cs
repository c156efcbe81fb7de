namespace PiPS.Engine.Sampling;

/// <summary>What a trial is, and when it hits: stream format 1.</summary>
/// <remarks>
/// A trial is a cell of a grid of 2^30 by 2^30 over the unit square; it hits where the cell's centre lies within the unit
/// circle. Four times the share of such cells differs from pi by 7e-15.
/// </remarks>
internal static class TrialRule
{
    /// <summary>Generators in a block, each drawn from once a step.</summary>
    public const int GeneratorCount = 32;

    /// <summary>Trials that a step makes: a pair of draws makes 8.</summary>
    public const int TrialsPerStep = 128;

    /// <summary>The bits below the leading ones, for both coordinates of a trial.</summary>
    /// <param name="origin">The block's <see cref="StreamKeys.LowBitsOrigin"/>.</param>
    /// <param name="trial">The trial's index in the block.</param>
    public static ulong LowBits(ulong origin, ulong trial) => SplitMix64.Mix(origin + (trial * SplitMix64.Gamma));

    /// <summary>Whether a trial hits.</summary>
    /// <param name="x">The leading 7 bits of the first coordinate.</param>
    /// <param name="y">The leading 8 bits of the second coordinate.</param>
    /// <param name="lowBits">The lowest 23 extend <paramref name="x"/>, the highest 22 extend <paramref name="y"/>.</param>
    public static bool IsHit(ulong x, ulong y, ulong lowBits)
    {
        ulong fullX = (x << 23) | (lowBits & 0x7FFFFF);
        ulong fullY = (y << 22) | (lowBits >> 42);

        // (X + 1/2)^2 + (Y + 1/2)^2 < 2^60 for whole X and Y, without the halves.
        return (fullX * (fullX + 1)) + (fullY * (fullY + 1)) < 1UL << 60;
    }
}
