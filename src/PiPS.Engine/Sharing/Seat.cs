using PiPS.Engine.Sharing.Server;

namespace PiPS.Engine.Sharing;

/// <summary>One who asks: a session, a worker, or a worker's worker. What it holds is given up when it leaves.</summary>
internal sealed class Seat
{
    private readonly Lock _marking = new();
    private TakenMark _mark;
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

    /// <summary>Whether it is on another machine, or is treated so: it gets no shared memory.</summary>
    public bool IsElsewhere { get; set; }

    /// <summary>The server's: what it asked that isn't answered.</summary>
    public HashSet<ShareCall> Waiting { get; } = [];

    /// <summary>The server's: where it holds something, or is counted as a user.</summary>
    public HashSet<SharedResource> Holds { get; } = [];

    /// <summary>The asker's: held as a request leaves, so that none does once it was said that the seat has left.</summary>
    public Lock Leaving { get; } = new();

    /// <summary>It has gone, and is answered no more.</summary>
    public bool HasLeft { get; set; }

    /// <summary>It has been given up: a thread that goes on for all that is answered no more, and hands over nothing.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Whether somebody takes messages ahead.</summary>
    public bool IsTakingAhead => Volatile.Read(ref _takesAhead) != 0;

    /// <summary>Whether the caller may take messages ahead: one at a time does.</summary>
    public bool TryBeginTakingAhead() => Interlocked.Exchange(ref _takesAhead, 1) == 0;

    /// <summary>The caller has given back what it took ahead.</summary>
    public void EndTakingAhead() => Volatile.Write(ref _takesAhead, 0);

    /// <summary>So many messages of a batch are handed to a script.</summary>
    /// <exception cref="ShareException">It has been given up: somebody else has got them.</exception>
    public void Note(long batch, int handed)
    {
        lock (_marking)
        {
            if (IsClosed)
            {
                throw ShareRefusals.WorkerEnded();
            }

            _mark = new(batch, handed);
        }

        Space.NoteHanded(this, batch, handed);
    }

    /// <summary>Gives it up.</summary>
    /// <returns>How far it got with the messages that it took ahead.</returns>
    public TakenMark Close()
    {
        lock (_marking)
        {
            IsClosed = true;
            return _mark;
        }
    }
}
