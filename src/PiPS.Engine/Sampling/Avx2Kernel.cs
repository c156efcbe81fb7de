using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PiPS.Engine.Sampling;

/// <summary>Vectors of 256 bits: 32 trials at a time are decided by the sum of two squares.</summary>
/// <remarks>
/// Four generators of x and four of y fill half of the 16 registers, so each such quarter of a step runs through all steps of
/// a call before the next does. It stores its draws and masks; further passes list the undecided trials and resolve them.
/// </remarks>
internal readonly unsafe struct Avx2Kernel : IXoshiroKernel
{
    /// <summary>Trials that a quarter of the generators makes in a step.</summary>
    private const int QuarterWidth = 32;

    /// <inheritdoc/>
    public static int MaximumSteps => DrawLog.Steps;

    /// <inheritdoc/>
    public static int ScratchSize => DrawLog.Size;

    /// <inheritdoc/>
    public static long Count(ulong* words, byte* scratch, DecisionTables tables, ulong origin, int steps)
    {
        for (int quarter = 0; quarter < 4; quarter++)
        {
            // Quarters 0 and 1 are generators 0 to 3 and 4 to 7, 2 and 3 start at 16; y is 8 generators on.
            ulong* state = words + (16 * (quarter / 2)) + (4 * (quarter % 2));
            Decide(state, scratch + (QuarterWidth * quarter), scratch + DrawLog.HitOffset + (sizeof(uint) * quarter),
                (short)(tables.InsideBelow - 32768), (short)(tables.OutsideFrom - 32768), steps);
        }

        long hits;
        int count = DrawLog.ListUndecided(scratch, steps, &hits);
        return hits + Resolve(scratch, count, origin);
    }

    /// <summary>Runs a quarter of the generators; stores its draws and, for each trial, a bit in either mask.</summary>
    /// <param name="words">Word 0 of the first generator of x.</param>
    /// <param name="draws">Where the quarter's first x goes.</param>
    /// <param name="masks">Where the quarter's first mask of sure hits goes; those of sure or possible hits are parallel.</param>
    /// <param name="insideBelow">Norms below it are sure hits.</param>
    /// <param name="outsideFrom">Norms from it on are sure misses.</param>
    /// <param name="steps">How many.</param>
    /// <remarks>A leaf without a call, or the JIT keeps vectors on the stack. 14 of 16 registers are in use.</remarks>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Decide(ulong* words, byte* draws, byte* masks, short insideBelow, short outsideFrom, int steps)
    {
        XoshiroQuartet xs = new(words);
        XoshiroQuartet ys = new(words + 8);
        Vector256<short> inside = Vector256.Create(insideBelow);
        Vector256<short> outside = Vector256.Create(outsideFrom);

        for (int left = steps; left > 0; left--)
        {
            Vector256<byte> x = xs.Next();
            Vector256<byte> y = ys.Next();
            x.StoreAligned(draws);
            y.StoreAligned(draws + DrawLog.YOffset);

            // 128 + x from 7 bits; 128 + y/2 from 8, by (y + 255 + 1) / 2.
            x |= Vector256.Create((byte)0x80);
            y = Avx2.Average(y, Vector256<byte>.AllBitsSet);

            // Read as unsigned this is 128 + x, as signed x - 128: the product is x^2 - 2^14.
            Vector256<byte> low = Avx2.UnpackLow(x, y);
            Vector256<byte> high = Avx2.UnpackHigh(x, y);
            Vector256<short> lowNorm = Avx2.MultiplyAddAdjacent(low, low.AsSByte());
            Vector256<short> highNorm = Avx2.MultiplyAddAdjacent(high, high.AsSByte());

            Vector256<sbyte> hit = Avx2.PackSignedSaturate(
                Vector256.GreaterThan(inside, lowNorm), Vector256.GreaterThan(inside, highNorm));
            Vector256<sbyte> open = Avx2.PackSignedSaturate(
                Vector256.GreaterThan(outside, lowNorm), Vector256.GreaterThan(outside, highNorm));
            *(uint*)masks = hit.ExtractMostSignificantBits();
            *(uint*)(masks + DrawLog.OpenOffset - DrawLog.HitOffset) = open.ExtractMostSignificantBits();
            masks += TrialRule.TrialsPerStep / 8;
            draws += TrialRule.TrialsPerStep;
        }

        xs.Store(words);
        ys.Store(words + 8);
    }

    /// <summary>Counts the hits of undecided trials at full precision: <see cref="TrialRule"/>, four at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static long Resolve(byte* scratch, int count, ulong origin)
    {
        long hits = 0;
        Vector256<ulong> gamma = Vector256.Create(SplitMix64.Gamma);
        Vector256<ulong> first = Vector256.Create(SplitMix64.FirstMultiplier);
        Vector256<ulong> second = Vector256.Create(SplitMix64.SecondMultiplier);

        for (int i = 0; i < count; i += 4)
        {
            Vector256<ulong> trial = Avx2.ConvertToVector256Int64((ushort*)(scratch + DrawLog.ListOffset) + i).AsUInt64();
            Vector256<ulong> x = Avx2.ConvertToVector256Int64(scratch + DrawLog.ListXOffset + i).AsUInt64();
            Vector256<ulong> y = Avx2.ConvertToVector256Int64(scratch + DrawLog.ListYOffset + i).AsUInt64();

            Vector256<ulong> bits = Vector256.Create(origin) + Multiply(trial, gamma);
            bits = Multiply(bits ^ (bits >> 30), first);
            bits = Multiply(bits ^ (bits >> 27), second);
            bits ^= bits >> 31;

            Vector256<ulong> fullX = ((x & Vector256.Create(0x7FUL)) << 23) | (bits & Vector256.Create(0x7FFFFFUL));
            Vector256<ulong> fullY = (y << 22) | (bits >> 42);
            Vector256<ulong> sum = Times(fullX, fullX + Vector256<ulong>.One) + Times(fullY, fullY + Vector256<ulong>.One);

            // Behind the last entry the lists hold what was there before.
            uint entries = 0xFU >> int.Max(0, 4 - (count - i));
            hits += BitOperations.PopCount(
                Vector256.LessThan(sum.AsInt64(), Vector256.Create(1L << 60)).ExtractMostSignificantBits() & entries);
        }

        return hits;
    }

    /// <summary>The low halves of products, which AVX2 must put together from three of 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Multiply(Vector256<ulong> left, Vector256<ulong> right)
        => Times(left, right) + ((Times(left >> 32, right) + Times(left, right >> 32)) << 32);

    /// <summary>Products of numbers below 2^32; what is above is ignored.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Times(Vector256<ulong> left, Vector256<ulong> right)
        => Avx2.Multiply(left.AsUInt32(), right.AsUInt32());
}
