using PiPS.Engine.Estimating;

namespace PiPS.Engine.Workers;

/// <summary>What the dealer knows about one worker's place: its share, and how large its pieces are.</summary>
internal sealed class Hand
{
    private const long FirstPiece = 16;
    private const long LargestPiece = 1L << 24;
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan Long = TimeSpan.FromMilliseconds(100);

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

    /// <summary>Blocks in its next piece: work for some hundredths of a second, so that little is lost with a worker.</summary>
    public long PieceSize { get; private set; } = FirstPiece;

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

    public void Fit(TimeSpan computing)
    {
        if (computing < Short)
        {
            PieceSize = Math.Min(PieceSize * 2, LargestPiece);
        }
        else if (computing > Long)
        {
            PieceSize = Math.Max(PieceSize / 2, 1);
        }
    }
}
