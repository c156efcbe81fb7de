using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PiPS.Engine.Sampling;

/// <summary>Vectors of 128 bits on any processor: 16 trials at a time are decided by the sum of two squares.</summary>
/// <remarks>
/// Two generators of x and two of y make an eighth of a step, which runs through all steps of a call before the next does.
/// </remarks>
internal readonly unsafe struct Vector128Kernel : IXoshiroKernel
{
    /// <summary>Trials that an eighth of the generators makes in a step.</summary>
    private const int EighthWidth = 16;

    /// <inheritdoc/>
    public static int MaximumSteps => DrawLog.Steps;

    /// <inheritdoc/>
    public static int ScratchSize => DrawLog.Size;

    /// <inheritdoc/>
    public static long Count(ulong* words, byte* scratch, DecisionTables tables, ulong origin, int steps)
    {
        for (int eighth = 0; eighth < 8; eighth++)
        {
            // Eighths 0 to 3 are generators 0 to 7 by twos, 4 to 7 start at 16; y is 8 generators on.
            ulong* state = words + (16 * (eighth / 4)) + (2 * (eighth % 4));
            Decide(state, scratch + (EighthWidth * eighth), scratch + DrawLog.HitOffset + (sizeof(ushort) * eighth),
                (short)tables.InsideBelow, (short)tables.OutsideFrom, steps);
        }

        long hits;
        int count = DrawLog.ListUndecided(scratch, steps, &hits);
        return hits + Resolve(scratch, count, origin);
    }

    /// <summary>Runs an eighth of the generators; stores its draws and, for each trial, a bit in either mask.</summary>
    /// <param name="words">Word 0 of the first generator of x.</param>
    /// <param name="draws">Where the eighth's first x goes.</param>
    /// <param name="masks">Where the eighth's first mask of sure hits goes; those of sure or possible hits are parallel.</param>
    /// <param name="insideBelow">Norms below it are sure hits.</param>
    /// <param name="outsideFrom">Norms from it on are sure misses.</param>
    /// <param name="steps">How many.</param>
    /// <remarks>A leaf without a call, or the JIT keeps vectors on the stack. 15 of 16 registers are in use.</remarks>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Decide(ulong* words, byte* draws, byte* masks, short insideBelow, short outsideFrom, int steps)
    {
        XoshiroPair xs = new(words);
        XoshiroPair ys = new(words + 8);
        Vector128<short> inside = Vector128.Create(insideBelow);
        Vector128<short> outside = Vector128.Create(outsideFrom);

        for (int left = steps; left > 0; left--)
        {
            Vector128<byte> x = xs.Next();
            Vector128<byte> y = ys.Next();
            x.StoreAligned(draws);
            y.StoreAligned(draws + DrawLog.YOffset);

            // 7 bits of either, those of even and of odd trials apart: the sum of their squares fits 15 bits.
            Vector128<short> evenX = x.AsInt16() & Vector128.Create((short)0x7F);
            Vector128<short> evenY = (y.AsInt16() >>> 1) & Vector128.Create((short)0x7F);
            Vector128<short> oddX = (x.AsInt16() >>> 8) & Vector128.Create((short)0x7F);
            Vector128<short> oddY = y.AsInt16() >>> 9;
            Vector128<short> even = (evenX * evenX) + (evenY * evenY);
            Vector128<short> odd = (oddX * oddX) + (oddY * oddY);

            Vector128<short> low = Vector128.Create((short)0xFF);
            Vector128<short> hit = Vector128.ConditionalSelect(
                low, Vector128.GreaterThan(inside, even), Vector128.GreaterThan(inside, odd));
            Vector128<short> open = Vector128.ConditionalSelect(
                low, Vector128.GreaterThan(outside, even), Vector128.GreaterThan(outside, odd));
            *(ushort*)masks = (ushort)hit.AsByte().ExtractMostSignificantBits();
            *(ushort*)(masks + DrawLog.OpenOffset - DrawLog.HitOffset) = (ushort)open.AsByte().ExtractMostSignificantBits();
            masks += TrialRule.TrialsPerStep / 8;
            draws += TrialRule.TrialsPerStep;
        }

        xs.Store(words);
        ys.Store(words + 8);
    }

    /// <summary>Counts the hits of undecided trials at full precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static long Resolve(byte* scratch, int count, ulong origin)
    {
        ushort* list = (ushort*)(scratch + DrawLog.ListOffset);
        byte* xs = scratch + DrawLog.ListXOffset;
        byte* ys = scratch + DrawLog.ListYOffset;
        long hits = 0;

        for (nint i = 0; i < count; i++)
        {
            hits += TrialRule.IsHit(xs[i] & 0x7FUL, ys[i], TrialRule.LowBits(origin, list[i])) ? 1 : 0;
        }

        return hits;
    }
}
