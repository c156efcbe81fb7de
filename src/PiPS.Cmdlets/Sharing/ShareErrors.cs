using System.Management.Automation;
using PiPS.Engine.Sharing;
using PiPS.Engine.Sharing.Messages;

namespace PiPS.Cmdlets.Sharing;

/// <summary>The errors of shared objects: one method each, named as the error's id.</summary>
internal static class ShareErrors
{
    /// <summary>The session that has the object refuses: under its own id.</summary>
    public static ErrorRecord Refused(ShareException refused, object? target) => Errors.Record(
        refused, refused.Id, Category(refused.Id), target, refused.Advice);

    /// <summary>A capacity below 1.</summary>
    public static ErrorRecord CapacityOutOfRange(long capacity) => Errors.Record(
        new ArgumentOutOfRangeException(null, $"A queue can't have room for {capacity} messages."),
        nameof(CapacityOutOfRange), ErrorCategory.InvalidArgument, capacity,
        "Use -Capacity 1 or more, or leave it out for a queue without limit.");

    /// <summary>A time-out below zero, or beyond reason.</summary>
    public static ErrorRecord TimeoutOutOfRange(double seconds) => Errors.Record(
        new ArgumentOutOfRangeException(null, $"A time-out can't be {seconds} seconds."),
        nameof(TimeoutOutOfRange), ErrorCategory.InvalidArgument, seconds,
        "Use -TimeoutSeconds from 0 to 100000000, or leave it out to wait as long as it takes.");

    /// <summary>Fewer than one message.</summary>
    public static ErrorRecord CountOutOfRange(long count) => Errors.Record(
        new ArgumentOutOfRangeException(null, $"There are no {count} messages."),
        nameof(CountOutOfRange), ErrorCategory.InvalidArgument, count,
        "Use -Count 1 or more; Receive-WorkerMessage -All receives all there are.");

    /// <summary>Something else than the shared object that is due.</summary>
    public static ErrorRecord SharedObjectExpected(object? given, string expected) => Errors.Record(
        new ArgumentException($"This is not {expected}: {given ?? "nothing"}."),
        nameof(SharedObjectExpected), ErrorCategory.InvalidArgument, given,
        "Give what the New- cmdlet gave, or its name. In a worker, take it along with $using:. Get-SharedObject lists those there are.");

    /// <summary>A message that can't travel.</summary>
    public static ErrorRecord MessageNotEncoded(Exception refused, object? message) => Errors.Record(
        refused, nameof(MessageNotEncoded), ErrorCategory.InvalidData, message,
        "Send something simpler: numbers, strings, arrays, hashtables or PSCustomObjects of them.");

    /// <summary>There was no room for a message in time.</summary>
    public static ErrorRecord MessageNotSent(TimeSpan limit, MessageChannel channel, object? message) => Errors.Record(
        new TimeoutException($"There was no room in {channel} within {limit.TotalSeconds} s: the message wasn't sent."),
        nameof(MessageNotSent), ErrorCategory.OperationTimeout, message,
        "Send it again, with more time, or with more receivers; -Capacity of New-WorkerQueue makes room for more.");

    /// <summary>No message came in time.</summary>
    public static ErrorRecord MessageNotReceived(TimeSpan limit, MessageChannel channel) => Errors.Record(
        new TimeoutException($"No message came from {channel} within {limit.TotalSeconds} s."),
        nameof(MessageNotReceived), ErrorCategory.OperationTimeout, channel,
        "Wait longer with -TimeoutSeconds, or use -NoWait to receive what there is. Get-WorkerPool shows whether the senders are at work.");

    /// <summary>There will be no more messages.</summary>
    public static ErrorRecord ChannelEnded(MessageChannel channel) => Errors.Record(
        new InvalidOperationException($"There will be no more messages from {channel}: the queue was completed, or the pipe's other end is closed."),
        nameof(ChannelEnded), ErrorCategory.ResourceUnavailable, channel,
        "Receive with -All: it ends by itself.");

    /// <summary>Not all messages were finished in time.</summary>
    public static ErrorRecord QueueNotFinished(TimeSpan limit, WorkerQueue queue) => Errors.Record(
        new TimeoutException($"{queue.Unfinished} messages of {queue} weren't marked finished within {limit.TotalSeconds} s."),
        nameof(QueueNotFinished), ErrorCategory.OperationTimeout, queue,
        "Wait longer with -TimeoutSeconds. Receivers have to call Complete-WorkerMessage for each message.");

    /// <summary>A message was in the hands of a worker that died.</summary>
    public static ErrorRecord MessageLost(WorkerQueue queue, object? message) => Errors.Record(
        new InvalidOperationException($"A worker died with a message of {queue} in its hands: {message}"),
        nameof(MessageLost), ErrorCategory.ResourceUnavailable, message,
        "Send it again. Make the queue with -Redeliver, and such messages go to another receiver by themselves.");

    private static ErrorCategory Category(string id) => id switch
    {
        "SharedObjectNotFound" or "SharedObjectRemoved" => ErrorCategory.ObjectNotFound,
        "SharedNameTaken" => ErrorCategory.ResourceExists,
        "SessionGone" or "WorkerEnded" => ErrorCategory.ConnectionError,
        _ => ErrorCategory.InvalidOperation,
    };
}
