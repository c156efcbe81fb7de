using System.Numerics;
using System.Runtime.CompilerServices;

namespace PiPS.Engine.Sampling;

/// <summary>No vectors: each trial's cell is looked up in a table of 32 KB.</summary>
internal readonly unsafe struct ScalarKernel : IXoshiroKernel
{
    private const int PairCount = TrialRule.GeneratorCount / 2;

    /// <inheritdoc/>
    public static int MaximumSteps => 64;

    /// <inheritdoc/>
    public static int ScratchSize => MaximumSteps * PairCount * sizeof(DrawPair);

    /// <inheritdoc/>
    public static long Count(ulong* words, byte* scratch, DecisionTables tables, ulong origin, int steps)
    {
        DrawPair* open = (DrawPair*)scratch;
        long hits = 0;

        for (int pair = 0; pair < PairCount; pair++)
        {
            ulong* state = words + (pair / 8 * 16) + (pair % 8);
            hits += CountDecided(state, steps, tables.Classes, 8 * pair, ref open);
        }

        return hits + Resolve((DrawPair*)scratch, open, tables.Classes, origin);
    }

    /// <summary>Counts the decided hits of one pair of generators, and keeps the draws that hold an undecided trial.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static long CountDecided(ulong* state, int steps, byte* classes, int trial, ref DrawPair* open)
    {
        // One pair through all steps, then the next: its eight words stay in registers.
        ulong a0 = state[0], a1 = state[32], a2 = state[64], a3 = state[96];
        ulong b0 = state[8], b1 = state[40], b2 = state[72], b3 = state[104];
        DrawPair* next = open;
        long hits = 0;

        for (int step = 0; step < steps; step++)
        {
            ulong x = BitOperations.RotateLeft(a0 + a3, 23) + a0;
            ulong shifted = a1 << 17;
            a2 ^= a0;
            a3 ^= a1;
            a1 ^= a2;
            a0 ^= a3;
            a2 ^= shifted;
            a3 = BitOperations.RotateLeft(a3, 45);

            ulong y = BitOperations.RotateLeft(b0 + b3, 23) + b0;
            shifted = b1 << 17;
            b2 ^= b0;
            b3 ^= b1;
            b1 ^= b2;
            b0 ^= b3;
            b2 ^= shifted;
            b3 = BitOperations.RotateLeft(b3, 45);

            uint sum = (uint)classes[((x << 8) & 0x7F00) | (byte)y]
                + classes[(x & 0x7F00) | (byte)(y >> 8)]
                + classes[((x >> 8) & 0x7F00) | (byte)(y >> 16)]
                + classes[((x >> 16) & 0x7F00) | (byte)(y >> 24)]
                + classes[((x >> 24) & 0x7F00) | (byte)(y >> 32)]
                + classes[((x >> 32) & 0x7F00) | (byte)(y >> 40)]
                + classes[((x >> 40) & 0x7F00) | (byte)(y >> 48)]
                + classes[((x >> 48) & 0x7F00) | (y >> 56)];

            // Kept always, and overwritten by the next unless one was undecided (1 in 11): cheaper than a branch.
            hits += sum & 15;
            next->X = x;
            next->Y = y;
            next->Trial = trial;
            next += sum > 15 ? 1 : 0;
            trial += TrialRule.TrialsPerStep;
        }

        (state[0], state[32], state[64], state[96]) = (a0, a1, a2, a3);
        (state[8], state[40], state[72], state[104]) = (b0, b1, b2, b3);
        open = next;
        return hits;
    }

    private static long Resolve(DrawPair* first, DrawPair* end, byte* classes, ulong origin)
    {
        long hits = 0;

        for (DrawPair* pair = first; pair < end; pair++)
        {
            for (int k = 0; k < 8; k++)
            {
                ulong x = (pair->X >> (8 * k)) & 0x7F;
                ulong y = (pair->Y >> (8 * k)) & 0xFF;

                if (classes[(x << 8) | y] == DecisionTables.Undecided)
                {
                    ulong lowBits = TrialRule.LowBits(origin, (ulong)(pair->Trial + k));
                    hits += TrialRule.IsHit(x, y, lowBits) ? 1 : 0;
                }
            }
        }

        return hits;
    }
}
