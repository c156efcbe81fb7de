using PiPS.Engine.Sharing.Server;

namespace PiPS.Engine.Sharing;

/// <summary>A request, and what becomes of it. It is answered once, on any thread, outside of all locks.</summary>
internal abstract class ShareCall
{
    protected ShareCall(Seat seat, long target, ShareVerb verb, long owner, ReadOnlyMemory<byte> content)
    {
        Seat = seat;
        Target = target;
        Verb = verb;
        Owner = owner;
        Content = content;
    }

    /// <summary>Who asks.</summary>
    public Seat Seat { get; }

    /// <summary>The shared object; 0 for all of them.</summary>
    public long Target { get; }

    /// <summary>What is asked.</summary>
    public ShareVerb Verb { get; }

    /// <summary>Which of the asker's scripts asks: what one holds, another of the same process doesn't.</summary>
    public long Owner { get; }

    /// <summary>What belongs to it: see <see cref="ShareVerb"/>.</summary>
    public ReadOnlyMemory<byte> Content { get; }

    /// <summary>What keeps the content, if anything; whoever takes it over clears it.</summary>
    public Parcel? Parcel { get; set; }

    /// <summary>Whether it still counts once the asker has gone: to the asker, it was done.</summary>
    public virtual bool OutlivesSeat => false;

    /// <summary>The server's: what it watches, if it waits for any of several.</summary>
    public WatchCall? Watch { get; set; }

    /// <summary>The server's: how it ended.</summary>
    public ShareAnswer? Outcome { get; set; }

    /// <summary>Hands the outcome over.</summary>
    public abstract void Answer(in ShareAnswer answer);
}
