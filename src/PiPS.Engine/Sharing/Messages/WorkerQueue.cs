using System.Diagnostics.CodeAnalysis;

namespace PiPS.Engine.Sharing.Messages;

/// <summary>A queue: messages from many to many, each taken once, in the order in which they were sent.</summary>
[SuppressMessage("Naming", "CA1711:Identifiers should not have incorrect suffix", Justification = "It is a queue, if none of this process's.")]
public sealed class WorkerQueue : MessageChannel
{
    private bool? _isRoomy;

    internal WorkerQueue(ShareSpace space, in SharedReference reference)
        : base(space, reference)
    {
    }

    /// <summary>Messages in it, now.</summary>
    public long Count => Describe().Count;

    /// <summary>Messages that it has room for, from 1; <see langword="null"/> for no such limit.</summary>
    public long? Capacity => Describe().Capacity is long and > 0 and long capacity ? capacity : null;

    /// <summary>Messages sent that weren't marked finished: see Complete-WorkerMessage.</summary>
    public long Unfinished => Describe().Unfinished;

    /// <summary>Messages that were in the hands of workers when these died.</summary>
    public long Lost => Describe().Lost;

    /// <summary>Whether a message goes to another worker if its taker dies before it is marked finished.</summary>
    public bool Redelivers => Describe().Redelivers;

    /// <summary>Whether no more messages can be sent.</summary>
    public bool IsCompleted => Describe().IsCompleted;

    /// <inheritdoc/>
    private protected override bool IsRoomy => _isRoomy ??= Capacity is null;

    /// <summary>Makes a queue.</summary>
    /// <param name="space">Where.</param>
    /// <param name="name">Its name; empty for one that is free.</param>
    /// <param name="capacity">Messages that it has room for, from 1; <see langword="null"/> for no such limit.</param>
    /// <param name="redelivers">Whether a message goes to another worker if its taker dies before it is marked finished.</param>
    /// <exception cref="ShareException">The name is taken.</exception>
    public static WorkerQueue Create(ShareSpace space, string name = "", long? capacity = null, bool redelivers = false)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity ?? 1, 1, nameof(capacity));
        return (WorkerQueue)space.Create(SharedKind.Queue, name, new ShareWriter().Number(capacity ?? 0).Byte(redelivers ? (byte)1 : (byte)0).ToArray());
    }

    /// <summary>Marks messages that were taken finished.</summary>
    /// <exception cref="ShareException">More than were taken.</exception>
    public void CompleteMessage(long count = 1) => Ask(ShareVerb.Finish, new ShareWriter().Number(count).ToArray());

    /// <summary>No more messages can be sent; receivers end once they have taken the last.</summary>
    public void Complete() => Ask(ShareVerb.End);

    /// <summary>Waits until all messages are marked finished.</summary>
    /// <param name="limit">Not for longer than this; <see langword="null"/> for no limit.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <returns>Whether they are.</returns>
    public bool Join(TimeSpan? limit, CancellationToken stop) => Space.Ask(Reference.Id, ShareVerb.Join, default, limit, stop).Status == ShareStatus.Done;

    /// <summary>The messages that were lost since this was asked last: the first 10,000.</summary>
    public IReadOnlyList<object?> TakeLost()
    {
        ShareReader content = new(Ask(ShareVerb.TakeLost).Content);
        List<object?> lost = [];

        for (int left = content.Count(); left > 0; left--)
        {
            lost.Add(Space.Decode(content.Bytes()));
        }

        return lost;
    }

    /// <inheritdoc/>
    public override string GetState()
    {
        (long count, _, _, long lost, _, bool isCompleted) = Describe();
        return Counted(count, "message", "messages") + (lost > 0 ? $", {lost:N0} lost" : string.Empty) + (isCompleted ? ", completed" : string.Empty);
    }

    private (long Count, long Capacity, long Unfinished, long Lost, bool Redelivers, bool IsCompleted) Describe()
    {
        ShareReader content = new(Ask(ShareVerb.Describe).Content);
        return (content.Number(), content.Number(), content.Number(), content.Number(), content.Byte() != 0, content.Byte() != 0);
    }
}
