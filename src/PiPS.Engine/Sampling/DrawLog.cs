using System.Numerics;
using System.Runtime.CompilerServices;

namespace PiPS.Engine.Sampling;

/// <summary>
/// What a kernel that runs some generators at a time leaves in its scratch: the draws of all, a byte for each trial's x and y;
/// two masks of a bit for each trial; and then the list of undecided trials, made from these.
/// </summary>
internal static unsafe class DrawLog
{
    /// <summary>Most steps: the draws of this many, 32 KB, stay in the first-level cache, or nearly.</summary>
    public const int Steps = 128;

    /// <summary>Where y starts; x starts at 0, and both are in the order of the trials.</summary>
    public const int YOffset = Trials;

    /// <summary>Where the mask of sure hits starts.</summary>
    public const int HitOffset = 2 * Trials;

    /// <summary>Where the mask of sure or possible hits starts.</summary>
    public const int OpenOffset = HitOffset + (Trials / 8);

    /// <summary>Where the indices of undecided trials start, of 16 bits each.</summary>
    public const int ListOffset = OpenOffset + (Trials / 8);

    /// <summary>Where the x of undecided trials start.</summary>
    public const int ListXOffset = ListOffset + ((Trials + Slack) * sizeof(ushort));

    /// <summary>Where the y of undecided trials start.</summary>
    public const int ListYOffset = ListXOffset + Trials + Slack;

    /// <summary>Bytes in all. The lists have room for every trial.</summary>
    public const int Size = ListYOffset + Trials + Slack;

    private const int Trials = Steps * TrialRule.TrialsPerStep;

    /// <summary>Entries that may be written or read behind a list's last.</summary>
    private const int Slack = 16;

    /// <summary>Counts the sure hits, and lists index, x and y of the undecided trials.</summary>
    /// <returns>How many are undecided.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static int ListUndecided(byte* scratch, int steps, long* decidedHits)
    {
        ulong* masks = (ulong*)(scratch + HitOffset);
        ushort* list = (ushort*)(scratch + ListOffset);
        ushort* next = list;
        long hits = 0;

        for (int first = 0; first < steps * TrialRule.TrialsPerStep; first += 64)
        {
            ulong hit = masks[0];
            ulong open = masks[(OpenOffset - HitOffset) / sizeof(ulong)] ^ hit;
            masks++;
            hits += BitOperations.PopCount(hit);
            ushort* end = next + BitOperations.PopCount(open);

            // Of 64 trials 1.1 are undecided. Writing three whether or not there are so many saves the branches that would
            // be guessed wrong; what is too much is overwritten by the next.
            do
            {
                next[0] = (ushort)(first + BitOperations.TrailingZeroCount(open));
                open &= open - 1;
                next[1] = (ushort)(first + BitOperations.TrailingZeroCount(open));
                open &= open - 1;
                next[2] = (ushort)(first + BitOperations.TrailingZeroCount(open));
                open &= open - 1;
                next += 3;
            }
            while (open != 0);

            next = end;
        }

        nint count = (nint)(next - list);
        byte* xs = scratch + ListXOffset;
        byte* ys = scratch + ListYOffset;
        byte* yDraws = scratch + YOffset;

        for (nint i = 0; i < count; i++)
        {
            xs[i] = scratch[list[i]];
            ys[i] = yDraws[list[i]];
        }

        *decidedHits = hits;
        return (int)count;
    }
}
