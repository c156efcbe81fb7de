using PiPS.Engine.Sharing.Server;

namespace PiPS.Engine.Sharing;

/// <summary>One who asks: a session, a worker, or a worker's worker. What it holds is given up when it leaves.</summary>
internal sealed class Seat
{
    private int _takesAhead;

    public Seat(ShareSpace space, long number)
    {
        Space = space;
        Number = number;
    }

    /// <summary>Where it asks.</summary>
    public ShareSpace Space { get; }

    /// <summary>What it is known by there.</summary>
    public long Number { get; }

    /// <summary>The server's: what it asked that isn't answered.</summary>
    public HashSet<ShareCall> Waiting { get; } = [];

    /// <summary>The server's: where it holds something, or is counted as a user.</summary>
    public HashSet<SharedResource> Holds { get; } = [];

    /// <summary>It has gone, and is answered no more.</summary>
    public bool HasLeft { get; set; }

    /// <summary>How far it got with the messages that it took ahead.</summary>
    public TakenMark Mark { get; private set; }

    /// <summary>Whether the caller may take messages ahead: one at a time does.</summary>
    public bool TryBeginTakingAhead() => Interlocked.Exchange(ref _takesAhead, 1) == 0;

    /// <summary>The caller has given back what it took ahead.</summary>
    public void EndTakingAhead() => Volatile.Write(ref _takesAhead, 0);

    /// <summary>So many messages of a batch were handed to a script.</summary>
    public void Note(long batch, int handed)
    {
        Mark = new(batch, handed);
        Space.NoteHanded(this, batch, handed);
    }
}
