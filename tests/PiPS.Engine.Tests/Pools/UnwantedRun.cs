using PiPS.Engine.Pools;
using PiPS.Engine.Pools.Runs;
using PiPS.Engine.Pools.TaskWorkers;

namespace PiPS.Engine.Tests.Pools;

/// <summary>A run that wants nobody, and counts how often somebody asks.</summary>
internal sealed class UnwantedRun : PoolRun
{
    private int _looks;

    public int Looks => Volatile.Read(ref _looks);

    public override object Script => throw new InvalidOperationException();

    public override bool IsCancelled => false;

    public override bool IsEnded => false;

    internal override bool WantsHand => Interlocked.Increment(ref _looks) < 0;

    internal override bool HasWork => false;

    internal override bool MayHaveWork => true;

    internal override void Join(int hand, int worker, string host) => throw new InvalidOperationException();

    internal override void Leave(int hand) => throw new InvalidOperationException();

    internal override WorkItem[]? TakeBatch(int hand, int most, TimeSpan wait) => throw new InvalidOperationException();

    internal override void Deliver(int hand, IReadOnlyList<WorkEvent> events) => throw new InvalidOperationException();

    internal override void Lose(int hand, ItemMark mark, bool timedOut, string why) => throw new InvalidOperationException();

    internal override void Fail(Exception failure)
    {
    }
}
