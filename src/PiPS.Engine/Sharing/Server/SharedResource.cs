namespace PiPS.Engine.Sharing.Server;

/// <summary>A shared object where it lives. All of it runs under the server's lock, and never waits.</summary>
internal abstract class SharedResource
{
    /// <param name="reference">What it is known by.</param>
    /// <param name="answers">Where it puts answers.</param>
    protected SharedResource(SharedReference reference, Answers answers)
    {
        Reference = reference;
        Answers = answers;
    }

    /// <summary>What it is known by.</summary>
    public SharedReference Reference { get; }

    /// <summary>Requests that wait until something can be taken here, or elsewhere.</summary>
    public List<WatchCall> Watchers { get; } = [];

    /// <summary>Whether something can be taken, or never will.</summary>
    public virtual bool IsReady => throw NotAsked(ShareVerb.WaitAny);

    /// <summary>Where it puts answers.</summary>
    protected Answers Answers { get; }

    /// <summary>Answers a request, or keeps it until it can.</summary>
    /// <exception cref="ShareException">It is refused.</exception>
    /// <exception cref="Protocol.ProtocolException">Its content is malformed.</exception>
    public abstract void Serve(ShareCall call);

    /// <summary>A request is waited for no longer. It may still be answered here; else it is cancelled.</summary>
    public virtual void Abandon(ShareCall call)
    {
    }

    /// <summary>The script of one who holds something here has ended.</summary>
    public virtual void EndRun(Seat seat)
    {
    }

    /// <summary>One who holds something here has gone.</summary>
    public virtual void Leave(Seat seat, TakenMark mark) => EndRun(seat);

    /// <summary>It ends. Whoever waits for it is answered by the server.</summary>
    public virtual void Remove()
    {
    }

    /// <summary>Tells those who watch, if there is something to take.</summary>
    protected void TellWatchers()
    {
        if (Watchers.Count > 0 && IsReady)
        {
            foreach (WatchCall watcher in Watchers.ToArray())
            {
                watcher.Tell(Answers);
            }
        }
    }

    /// <summary>The refusal of a request that a kind doesn't know: no proxy sends it.</summary>
    protected Exception NotAsked(ShareVerb verb) => Values.Malformed.Because($"A {Reference.Kind} was asked to {verb}.");
}
