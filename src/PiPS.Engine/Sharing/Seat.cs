using PiPS.Engine.Sharing.Server;

namespace PiPS.Engine.Sharing;

/// <summary>One who asks: a session, a worker, or a worker's worker. What it holds is given up when it leaves.</summary>
internal sealed class Seat
{
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
}
