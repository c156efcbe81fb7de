using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PiPS.Engine.Sampling;

/// <summary>Vectors of 512 bits: 64 trials at a time are decided by two look-ups in registers.</summary>
/// <remarks>
/// Undecided trials are compressed into four lists of bytes (x, y, place in the step, step) and resolved eight at a time.
/// The lists have room for every trial of a call, so the hot loop needn't look whether they are full; of each, only the first
/// 500 bytes or so are ever used.
/// </remarks>
internal readonly unsafe struct Avx512Kernel : IXoshiroKernel
{
    private const int Steps = 256;

    /// <summary>
    /// Bytes of a list: all trials of a call, and what a load may touch behind them. A store touches nothing there: before half
    /// a step of number n (from 0) a list has at most 64 n entries.
    /// </summary>
    private const int ListSize = (Steps * TrialRule.TrialsPerStep) + 64;
    private const int YList = ListSize;
    private const int PlaceList = 2 * ListSize;
    private const int StepList = 3 * ListSize;

    /// <inheritdoc/>
    public static int MaximumSteps => Steps;

    /// <inheritdoc/>
    public static int ScratchSize => 4 * ListSize;

    /// <inheritdoc/>
    public static long Count(ulong* words, byte* scratch, DecisionTables tables, ulong origin, int steps)
    {
        long hits;
        byte* end = CountDecided(words, scratch, tables.Bounds, steps, &hits);
        return hits + Resolve(scratch, (int)(end - scratch), origin);
    }

    /// <summary>Counts the hits of decided trials and lists the undecided.</summary>
    /// <returns>Behind the last undecided x.</returns>
    /// <remarks>
    /// A leaf without a call, or the JIT keeps vectors on the stack. Comparisons are spelled out at each use: so they stay in
    /// mask registers (each is still done once), where a local would be widened to a vector and back. 27 registers are in use.
    /// </remarks>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static byte* CountDecided(ulong* words, byte* lists, byte* bounds, int steps, long* decidedHits)
    {
        XoshiroOctet generators0 = new(words);
        XoshiroOctet generators1 = new(words + 8);
        XoshiroOctet generators2 = new(words + 16);
        XoshiroOctet generators3 = new(words + 24);
        Vector512<byte> insideLow = Vector512.LoadAligned(bounds);
        Vector512<byte> insideHigh = Vector512.LoadAligned(bounds + 64);
        Vector512<byte> openLow = Vector512.LoadAligned(bounds + 128);
        Vector512<byte> openHigh = Vector512.LoadAligned(bounds + 192);
        Vector512<byte> places = Vector512<byte>.Indices;
        Vector512<byte> step = Vector512<byte>.Zero;
        byte* next = lists;
        long hits = 0;

        for (int left = steps; left > 0; left--)
        {
            // A look-up takes 7 bits of its index, so x needs no mask. Below `inside` all trials of a column's cells hit;
            // that cell and `open` further ones the circle cuts.
            Vector512<byte> x0 = generators0.Next();
            Vector512<byte> y0 = generators1.Next();
            Vector512<byte> inside0 = Avx512Vbmi.PermuteVar64x8x2(insideLow, x0, insideHigh);
            Vector512<byte> open0 = Avx512Vbmi.PermuteVar64x8x2(openLow, x0, openHigh);
            Vector512<byte> over0 = y0 - inside0;

            Vector512<byte> x1 = generators2.Next();
            Vector512<byte> y1 = generators3.Next();
            Vector512<byte> inside1 = Avx512Vbmi.PermuteVar64x8x2(insideLow, x1, insideHigh);
            Vector512<byte> open1 = Avx512Vbmi.PermuteVar64x8x2(openLow, x1, openHigh);
            Vector512<byte> over1 = y1 - inside1;

            hits += BitOperations.PopCount(Vector512.LessThan(y0, inside0).ExtractMostSignificantBits());
            hits += BitOperations.PopCount(Vector512.LessThan(y1, inside1).ExtractMostSignificantBits());

            // Seldom is the same place open in both halves (1 step in 110); then one compression does for the two.
            Vector512<byte> both = Vector512.LessThanOrEqual(over0, open0) & Vector512.LessThanOrEqual(over1, open1);

            if (both.ExtractMostSignificantBits() == 0)
            {
                Vector512<byte> any = Vector512.LessThanOrEqual(over0, open0) | Vector512.LessThanOrEqual(over1, open1);
                Vector512<byte> x = Vector512.ConditionalSelect(Vector512.LessThanOrEqual(over1, open1), x1, x0);
                Vector512<byte> y = Vector512.ConditionalSelect(Vector512.LessThanOrEqual(over1, open1), y1, y0);
                Vector512<byte> place = Vector512.ConditionalSelect(
                    Vector512.LessThanOrEqual(over1, open1), places + Vector512.Create((byte)64), places);
                Avx512Vbmi2.Compress(Vector512<byte>.Zero, any, x).Store(next);
                Avx512Vbmi2.Compress(Vector512<byte>.Zero, any, y).Store(next + YList);
                Avx512Vbmi2.Compress(Vector512<byte>.Zero, any, place).Store(next + PlaceList);
                step.Store(next + StepList);
                next += BitOperations.PopCount(any.ExtractMostSignificantBits());
            }
            else
            {
                Vector512<byte> one = Vector512.LessThanOrEqual(over0, open0);
                Avx512Vbmi2.Compress(Vector512<byte>.Zero, one, x0).Store(next);
                Avx512Vbmi2.Compress(Vector512<byte>.Zero, one, y0).Store(next + YList);
                Avx512Vbmi2.Compress(Vector512<byte>.Zero, one, places).Store(next + PlaceList);
                step.Store(next + StepList);
                next += BitOperations.PopCount(one.ExtractMostSignificantBits());

                Vector512<byte> other = Vector512.LessThanOrEqual(over1, open1);
                Avx512Vbmi2.Compress(Vector512<byte>.Zero, other, x1).Store(next);
                Avx512Vbmi2.Compress(Vector512<byte>.Zero, other, y1).Store(next + YList);
                Avx512Vbmi2.Compress(Vector512<byte>.Zero, other, places + Vector512.Create((byte)64)).Store(next + PlaceList);
                step.Store(next + StepList);
                next += BitOperations.PopCount(other.ExtractMostSignificantBits());
            }

            step += Vector512<byte>.One;
        }

        generators0.Store(words);
        generators1.Store(words + 8);
        generators2.Store(words + 16);
        generators3.Store(words + 24);
        *decidedHits = hits;
        return next;
    }

    /// <summary>Counts the hits of undecided trials at full precision: <see cref="TrialRule"/>, eight at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static long Resolve(byte* lists, int count, ulong origin)
    {
        long hits = 0;

        for (int i = 0; i < count; i += 8)
        {
            Vector512<ulong> x = Avx512F.ConvertToVector512UInt64(Vector128.Load(lists + i));
            Vector512<ulong> y = Avx512F.ConvertToVector512UInt64(Vector128.Load(lists + YList + i));
            Vector512<ulong> place = Avx512F.ConvertToVector512UInt64(Vector128.Load(lists + PlaceList + i));
            Vector512<ulong> step = Avx512F.ConvertToVector512UInt64(Vector128.Load(lists + StepList + i));

            Vector512<ulong> trial = (step << 7) + place;
            Vector512<ulong> bits = Vector512.Create(origin) + (trial * Vector512.Create(SplitMix64.Gamma));
            bits = (bits ^ (bits >> 30)) * Vector512.Create(SplitMix64.FirstMultiplier);
            bits = (bits ^ (bits >> 27)) * Vector512.Create(SplitMix64.SecondMultiplier);
            bits ^= bits >> 31;

            Vector512<ulong> fullX = ((x & Vector512.Create(0x7FUL)) << 23) | (bits & Vector512.Create(0x7FFFFFUL));
            Vector512<ulong> fullY = (y << 22) | (bits >> 42);
            Vector512<ulong> sum = Times(fullX, fullX + Vector512<ulong>.One) + Times(fullY, fullY + Vector512<ulong>.One);

            // Behind the last entry the lists hold what was there before.
            ulong entries = 0xFFUL >> int.Max(0, 8 - (count - i));
            Vector512<ulong> hit = Vector512.LessThan(sum, Vector512.Create(1UL << 60));
            hits += BitOperations.PopCount(hit.ExtractMostSignificantBits() & entries);
        }

        return hits;
    }

    /// <summary>Products of numbers below 2^32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Times(Vector512<ulong> left, Vector512<ulong> right)
        => Avx512F.Multiply(left.AsUInt32(), right.AsUInt32());
}
