using PiPS.Engine.Pools.Runs;
using PiPS.Engine.Pools.TaskWorkers;

namespace PiPS.Engine.Pools;

/// <summary>What a pool's hands serve: work that they take piece by piece, and whose answers they bring. Hands call from their threads.</summary>
public abstract class PoolRun
{
    private static readonly TimeSpan ShortGrace = TimeSpan.FromMilliseconds(120);

    internal PoolRun()
    {
    }

    /// <summary>What the workers are to run.</summary>
    public abstract object Script { get; }

    /// <summary>Whether the starter wants no more.</summary>
    public abstract bool IsCancelled { get; }

    /// <summary>Whether all is done and told.</summary>
    public abstract bool IsEnded { get; }

    /// <summary>Whether so many items failed that no further one is begun.</summary>
    public virtual bool IsHalted => false;

    /// <summary>Batches that a worker has in hand at the most.</summary>
    internal virtual int Depth => 2;

    /// <summary>The longest that an item may run.</summary>
    internal virtual TimeSpan? ItemTimeout => null;

    /// <summary>How long a worker may take to stop once the run is cancelled; then it is killed.</summary>
    internal virtual TimeSpan StopGrace => ShortGrace;

    /// <summary>Hands that serve it now. Under the pool's lock.</summary>
    internal int Hands { get; set; }

    /// <summary>Whether another hand shall come, to work or to wait for it.</summary>
    internal abstract bool WantsHand { get; }

    /// <summary>Whether another hand would find work at once.</summary>
    internal abstract bool HasWork { get; }

    /// <summary>Whether a hand that waits for work had better stay: input may still come.</summary>
    internal abstract bool MayHaveWork { get; }

    /// <summary>Whether a hand that has nothing to do had better stay: items wait behind others' items, and may be given back.</summary>
    internal virtual bool MayGetBack => false;

    /// <summary>A hand begins to serve this run. Called under the pool's lock.</summary>
    /// <param name="hand">Its number.</param>
    /// <param name="worker">Its worker's process.</param>
    /// <param name="host">The machine that this is on.</param>
    internal abstract void Join(int hand, int worker, string host);

    /// <summary>A hand's worker has said all that it had to say: the hand serves this run no more.</summary>
    internal abstract void Leave(int hand);

    /// <summary>The next batch for a hand.</summary>
    /// <param name="hand">Whose turn it is.</param>
    /// <param name="most">Items that it may have at the most, from 1.</param>
    /// <param name="wait">How long to wait for input, if there is none.</param>
    /// <returns>Nothing if there is none now.</returns>
    internal abstract WorkItem[]? TakeBatch(int hand, int most, TimeSpan wait);

    /// <summary>Takes what a hand's worker said. Waits while the starter is behind.</summary>
    internal abstract void Deliver(int hand, IReadOnlyList<WorkEvent> events);

    /// <summary>A hand's worker died, or was killed for an item that ran for too long.</summary>
    /// <param name="hand">Whose.</param>
    /// <param name="mark">The item that it was on.</param>
    /// <param name="timedOut">Whether that item's time was over.</param>
    /// <param name="why">What happened.</param>
    internal abstract void Lose(int hand, ItemMark mark, bool timedOut, string why);

    /// <summary>The hands that hold items which others would begin at once.</summary>
    /// <param name="isAnyFree">Whether there is a hand that serves no run.</param>
    internal virtual HashSet<int> Overladen(bool isAnyFree) => [];

    /// <summary>A hand's worker is asked for what it hasn't begun.</summary>
    internal virtual void Ask(int hand)
    {
    }

    /// <summary>Whether a hand waits for whoever takes the results.</summary>
    internal virtual bool IsHeldBack(int hand) => false;

    /// <summary>Whether hands are no longer held back while their results aren't taken: what they hold is taken whole.</summary>
    internal virtual void LetGo(bool lets)
    {
    }

    /// <summary>Has hands that wait for input look up: they may be wanted elsewhere.</summary>
    internal virtual void Rouse()
    {
    }

    /// <summary>The pool can't go on.</summary>
    internal abstract void Fail(Exception failure);
}
