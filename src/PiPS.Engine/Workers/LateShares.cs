using PiPS.Engine.Estimating;

namespace PiPS.Engine.Workers;

/// <summary>Tells which hands are late while others are idle, and takes their work from them.</summary>
/// <remarks>
/// A hand is late if its worker is silent for far longer than any piece took (stopped, or its machine gone), if it doesn't
/// get up, or if it would still work for more than half a second when others have finished. Less is left alone:
/// at 1e8 trials every worker keeps its share, however fast the first one is.
/// </remarks>
internal sealed class LateShares
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ShortestSilence = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan UnknownSilence = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestTail = TimeSpan.FromSeconds(0.5);

    private readonly Dictionary<long, TimeSpan> _dealt = [];
    private TimeSpan? _longest;

    public void Dealt(BlockRange piece, TimeSpan now) => _dealt[piece.First] = now;

    public void Answered(BlockRange piece, TimeSpan now)
    {
        if (_dealt.Remove(piece.First, out TimeSpan dealt) && (_longest is null || now - dealt > _longest))
        {
            _longest = now - dealt;
        }
    }

    /// <summary>Moves what late hands haven't begun to idle ones.</summary>
    /// <param name="hands">All hands of the run.</param>
    /// <param name="plan">How the run is cut.</param>
    /// <param name="inOrder">Whether a block counts only behind all before it: then a silent hand holds up the others' work too.</param>
    /// <param name="now">Time since the start of the run.</param>
    /// <param name="pieces">What silent hands have in hand, and no other: somebody else should count it as well.</param>
    /// <returns>Whether there is anything new to do.</returns>
    public bool Rescue(Hand[] hands, BlockPlan plan, bool inOrder, TimeSpan now, out List<BlockRange> pieces)
    {
        pieces = [];
        bool moved = false;
        HashSet<BlockRange>? alive = null;
        Queue<Hand> idle = new(hands.Where(hand => hand.Idle && hand.Rest.IsEmpty));

        foreach (Hand hand in hands.Where(hand => (idle.Count > 0 || inOrder) && !hand.Idle && (hand.Worker is not null || hand.IsDeserted)))
        {
            bool silent = hand.IsDeserted || IsSilent(hand, now);

            if (silent)
            {
                // Once for all of them: a rack of machines may fall silent together.
                alive ??= [.. hands.Where(other => other.Held.Count > 0 && !IsSilent(other, now)).SelectMany(other => other.Held)];
                pieces.AddRange(hand.Held.Where(piece => !alive.Contains(piece)));
            }

            if (!hand.Rest.IsEmpty && (silent || Tail(hand, plan) > LongestTail))
            {
                // A silent hand loses all of it; one that is merely slower keeps half.
                hand.Rest = hand.Rest.Take(silent ? 0 : hand.Rest.Count / 2, out BlockRange rest);
                idle.Dequeue().Rest = rest;
                moved = true;
            }
        }

        return moved || pieces.Count > 0;
    }

    private static TimeSpan Tail(Hand hand, BlockPlan plan)
        => hand.Worker!.Rate > 0.0 ? TimeSpan.FromSeconds(plan.TrialsIn(hand.Rest) / hand.Worker.Rate) : TimeSpan.Zero;

    private bool IsSilent(Hand hand, TimeSpan now)
    {
        WorkerRecord worker = hand.Worker!;

        if (worker.Ready is null)
        {
            return now - worker.LastNews > LongestStart;
        }

        // A worker that had nothing to do isn't silent for that.
        TimeSpan heard = hand.BusySince > worker.LastNews ? hand.BusySince : worker.LastNews;
        TimeSpan limit = _longest is not TimeSpan longest ? UnknownSilence
            : 4 * longest > ShortestSilence ? 4 * longest : ShortestSilence;
        return hand.Held.Count > 0 && now - heard > limit;
    }
}
