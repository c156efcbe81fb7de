using PiPS.Engine.Estimating;

namespace PiPS.Engine.Workers;

/// <summary>What the dealer knows about one worker's place: its share, and how large its pieces are.</summary>
internal sealed class Hand
{
    private const long FirstPiece = 16;
    private const long LargestPiece = 1L << 24;
    private const int LeastPieces = 4;
    private const double FewHands = 50.0;
    private const double MostStretch = 20.0;
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan Long = TimeSpan.FromMilliseconds(100);

    /// <summary>How many times as long as usual pieces may take among many hands: so that they ask for some thousand a second together.</summary>
    /// <param name="hands">How many there are.</param>
    /// <param name="ran">How long the run has taken, if only whole pieces count at its end: they are no longer than a small part of that.</param>
    /// <returns>From 1 to 20, with which a piece takes a second or so.</returns>
    public static double StretchAmong(int hands, TimeSpan ran)
        => Math.Clamp(Math.Min(hands / FewHands, ran.TotalSeconds), 1.0, MostStretch);

    /// <summary>The part of its share that isn't dealt yet.</summary>
    public BlockRange Rest { get; set; }

    /// <summary>Pieces dealt to it and not answered.</summary>
    public List<BlockRange> Held { get; } = [];

    /// <summary>The worker that has this place now; <see langword="null"/> while none is started.</summary>
    public WorkerRecord? Worker { get; set; }

    /// <summary>Since when it holds anything, without a moment in between when it held nothing.</summary>
    public TimeSpan BusySince { get; private set; }

    /// <summary>Workers lost here since the last answer.</summary>
    public int Deaths { get; set; }

    /// <summary>Blocks in a piece: work for some hundredths of a second, so that little is lost with a worker; for longer among many.</summary>
    public long PieceSize { get; private set; } = FirstPiece;

    /// <summary>How many times as long as usual its pieces may take, from 1.</summary>
    public double Stretch { get; private set; } = 1.0;

    /// <summary>Wakes it when it waits for work.</summary>
    public Bell Bell { get; } = new();

    /// <summary>Whether it waits for work.</summary>
    public bool Idle { get; set; }

    /// <summary>Whether nobody has this place, and who had it won't come back soon: its share is for others.</summary>
    public bool IsDeserted { get; set; }

    /// <summary>Whether nobody has this place.</summary>
    public bool IsVacant { get; set; }

    public void Hold(BlockRange piece, TimeSpan now)
    {
        BusySince = Held.Count == 0 ? now : BusySince;
        Held.Add(piece);
    }

    /// <summary>Wakes hands that wait for work: those that have a share again, and as many others as there are pieces for anybody.</summary>
    public static void Rouse(IEnumerable<Hand> hands, long pieces)
    {
        foreach (Hand hand in hands.Where(hand => hand.Idle && (!hand.Rest.IsEmpty || pieces-- > 0)))
        {
            // Not twice before it has looked: the second piece is for another.
            hand.Idle = false;
            hand.Bell.Ring();
        }
    }

    /// <summary>Blocks in its next piece.</summary>
    /// <param name="left">Blocks that are left for it.</param>
    /// <remarks>Long pieces get shorter towards the end, or some workers would be on theirs when others have finished.</remarks>
    public long NextPiece(long left)
        => Math.Clamp(left / LeastPieces, Math.Max(1, (long)(PieceSize / Stretch)), PieceSize);

    /// <summary>Learns from how long its worker took for a piece.</summary>
    /// <param name="blocks">Blocks in the piece.</param>
    /// <param name="computing">The time.</param>
    /// <param name="stretch">How many times as long as usual its pieces may take, from 1.</param>
    public void Fit(long blocks, TimeSpan computing, double stretch)
    {
        Stretch = stretch;

        if (computing < Short * stretch)
        {
            // A short one at the end of a share says nothing about longer ones.
            PieceSize = blocks < PieceSize / 2 ? PieceSize : Math.Min(PieceSize * 2, LargestPiece);
        }
        else if (computing > Long * stretch)
        {
            PieceSize = Math.Max(PieceSize / 2, 1);
        }
    }
}
