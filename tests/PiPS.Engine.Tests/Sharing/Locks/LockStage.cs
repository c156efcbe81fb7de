using PiPS.Engine.Sharing;
using PiPS.Engine.Values;

namespace PiPS.Engine.Tests.Sharing.Locks;

/// <summary>A session with shared objects, and workers: threads of it, or of a worker process, whose requests travel as bytes.</summary>
internal sealed class LockStage : IDisposable
{
    private readonly LocalSpace _session = new(() => new CompactCodec());
    private readonly List<Actor> _actors = [];
    private readonly bool _isRemote;

    /// <param name="isRemote">Whether each worker is a process.</param>
    public LockStage(bool isRemote = false)
    {
        _isRemote = isRemote;
        (Space, Desk) = isRemote ? Connected() : (_session, null);
    }

    /// <summary>Where a lock's own properties are asked for.</summary>
    public ShareSpace Space { get; }

    /// <summary>The session's side of the worker process, if it is one.</summary>
    public ShareDesk? Desk { get; }

    public LocalSpace Session => _session;

    public Actor Enter(Seat? seat = null)
    {
        Actor actor = new(Space, seat);
        _actors.Add(actor);
        return actor;
    }

    public Actor[] Enter(int count) => [.. Enumerable.Range(0, count).Select(_ => Enter())];

    public void Dispose() => _actors.ForEach(actor => actor.Dispose());

    private (ShareSpace Space, ShareDesk Desk) Connected()
    {
        Assert.True(_isRemote);
        RemoteSpace remote = new(() => new CompactCodec());
        ShareDesk desk = new(_session, (head, answer) => remote.Take(Joined(head, answer.Content)));
        remote.Connect((head, content) => Take(desk, Joined(head, content)));
        return (remote, desk);
    }

    // As a worker's hand does, one at a time.
    private static void Take(ShareDesk desk, byte[] request)
    {
        lock (desk)
        {
            desk.Take(request);
        }
    }

    private static byte[] Joined(ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> content) => [.. head.Span, .. content.Span];
}
