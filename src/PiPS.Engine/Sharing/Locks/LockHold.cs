using PiPS.Engine.Values;

namespace PiPS.Engine.Sharing.Locks;

/// <summary>A lock, or one of a semaphore's places, in the hands of a script.</summary>
internal sealed class LockHold
{
    private LockHold(ShareCall call, long processId, long depth)
    {
        Seat = call.Seat;
        Owner = call.Owner;
        ProcessId = processId;
        Depth = depth;
    }

    /// <summary>The worker.</summary>
    public Seat Seat { get; }

    /// <summary>Which of the worker's scripts.</summary>
    public long Owner { get; }

    /// <summary>The worker's process, as it says.</summary>
    public long ProcessId { get; }

    /// <summary>How often it was taken and not released, from 1.</summary>
    public long Depth { get; set; }

    /// <summary>Whether a holder died before this one, who was told.</summary>
    public bool IsAbandoned { get; set; }

    /// <summary>What such a request asks for: v process id, v depth.</summary>
    /// <exception cref="Protocol.ProtocolException">It is malformed.</exception>
    public static LockHold Of(ShareCall call)
    {
        ShareReader content = new(call.Content);
        LockHold hold = new(call, content.Number(), content.Number());
        content.End();
        return hold.Depth is >= 1 and < int.MaxValue ? hold : throw Malformed.Because("A lock can't be taken so often at once.");
    }

    /// <summary>Whether it is in the hands of whoever asks.</summary>
    public bool IsBy(ShareCall call) => ReferenceEquals(call.Seat, Seat) && call.Owner == Owner;
}
