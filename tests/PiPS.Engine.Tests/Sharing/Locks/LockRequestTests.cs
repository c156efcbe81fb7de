using PiPS.Engine.Protocol;
using PiPS.Engine.Sharing;
using PiPS.Engine.Sharing.Locks;

namespace PiPS.Engine.Tests.Sharing.Locks;

/// <summary>What only a worker that has lost its mind would ask.</summary>
public sealed class LockRequestTests
{
    public static TheoryData<SharedKind, byte, byte[]> Malformed => new()
    {
        { SharedKind.Lock, (byte)ShareVerb.Acquire, [] },
        { SharedKind.Lock, (byte)ShareVerb.Acquire, [1] },
        { SharedKind.Lock, (byte)ShareVerb.Acquire, [1, 0] },
        { SharedKind.Lock, (byte)ShareVerb.Acquire, [1, 1, 1] },
        { SharedKind.Lock, (byte)ShareVerb.Acquire, [1, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F] },
        { SharedKind.Lock, (byte)ShareVerb.Wait, [] },
        { SharedKind.RecursiveLock, (byte)ShareVerb.Notify, [1] },
        { SharedKind.Semaphore, (byte)ShareVerb.Acquire, [1, 0] },
        { SharedKind.Semaphore, (byte)ShareVerb.Put, [] },
        { SharedKind.Event, (byte)ShareVerb.Acquire, [1, 1] },
        { SharedKind.Event, 255, [] },
        { SharedKind.Condition, (byte)ShareVerb.Abort, [] },
        { SharedKind.Barrier, (byte)ShareVerb.Release, [0] },
    };

    [Theory, MemberData(nameof(Malformed))]
    public void Are_refused_and_change_nothing(SharedKind kind, byte verb, byte[] content)
    {
        using LockStage stage = new();
        WorkerLock one = Made(stage.Space, kind);
        string before = one.State;

        Assert.Throws<ProtocolException>(() => stage.Space.Ask(one.Id, (ShareVerb)verb, content, null, TestContext.Current.CancellationToken));

        Assert.Equal(before, one.State);
        Assert.Equal(0, one.Waiting);
    }

    [Theory]
    [InlineData(SharedKind.Lock, (byte)ShareVerb.Acquire)]
    [InlineData(SharedKind.Semaphore, (byte)ShareVerb.Acquire)]
    [InlineData(SharedKind.Event, (byte)ShareVerb.Wait)]
    [InlineData(SharedKind.Barrier, (byte)ShareVerb.Wait)]
    public void Do_not_wait_where_nobody_waits_for_the_answer(SharedKind kind, byte verb)
    {
        using LockStage stage = new();
        WorkerLock one = Made(stage.Space, kind);
        Actor other = stage.Enter();

        if (one is HeldLock held)
        {
            other.Do(() => held.Enter());
        }

        for (int i = 0; i < 10; i++)
        {
            stage.Space.Tell(one.Id, (ShareVerb)verb, kind is SharedKind.Lock or SharedKind.Semaphore ? new byte[] { 1, 1 } : default);
        }

        Assert.Equal(0, one.Waiting);
        Assert.Empty(stage.Space.Main.Waiting);
    }

    private static WorkerLock Made(ShareSpace space, SharedKind kind)
        => (WorkerLock)space.Create(kind, string.Empty, kind is SharedKind.Semaphore ? new byte[] { 1 } : kind is SharedKind.Barrier ? new byte[] { 3 } : default);
}
