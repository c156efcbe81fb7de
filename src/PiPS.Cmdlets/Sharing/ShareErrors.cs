using System.Globalization;
using System.Management.Automation;
using PiPS.Engine.Estimating;
using PiPS.Engine.Sharing;
using PiPS.Engine.Sharing.Messages;
using PiPS.Engine.Values;

namespace PiPS.Cmdlets.Sharing;

/// <summary>The errors of shared objects: one method each, named as the error's id.</summary>
internal static class ShareErrors
{
    /// <summary>The session that has the object refuses: under its own id.</summary>
    public static ErrorRecord Refused(ShareException refused, object? target) => new(refused, refused.Id, Category(refused.Id), target)
    {
        ErrorDetails = new(refused.Problem) { RecommendedAction = refused.Advice },
    };

    /// <summary>No shared object has such a name.</summary>
    public static ErrorRecord SharedObjectNotFound(string name) => Errors.Record(
        new ItemNotFoundException($"There is no shared object '{name}'."),
        nameof(SharedObjectNotFound), ErrorCategory.ObjectNotFound, name,
        "Get-SharedObject lists those there are; wildcards are allowed.");

    /// <summary>A capacity below 1.</summary>
    public static InvalidOptionException CapacityOutOfRange(object? capacity) => new(
        nameof(CapacityOutOfRange), capacity, $"A queue can't have room for {capacity} messages.",
        "Use -Capacity 1 or more, or leave it out for a queue without limit.");

    /// <summary>A time-out below zero, or beyond reason.</summary>
    public static ErrorRecord TimeoutOutOfRange(double seconds) => Errors.Record(
        new ArgumentOutOfRangeException(null, $"A time-out can't be {seconds} seconds."),
        nameof(TimeoutOutOfRange), ErrorCategory.InvalidArgument, seconds,
        "Use -TimeoutSeconds from 0 to 100000000, or leave it out to wait as long as it takes.");

    /// <summary>Fewer than one message.</summary>
    public static InvalidOptionException CountOutOfRange(object? count) => new(
        nameof(CountOutOfRange), count, $"There are no {count} messages.", "Use -Count 1 or more; Receive-WorkerMessage -All receives all there are.");

    /// <summary>Something else than the shared object that is due.</summary>
    public static ErrorRecord SharedObjectExpected(object? given, string expected) => Errors.Record(
        new ArgumentException($"This is not {expected}: {given ?? "nothing"}."),
        nameof(SharedObjectExpected), ErrorCategory.InvalidArgument, given,
        "Give what the New- cmdlet gave, or its name. In a worker, take it along with $using:. Get-SharedObject lists those there are.");

    /// <summary>What is left of a shared object that PowerShell's own jobs or remoting took along.</summary>
    public static ErrorRecord SharedObjectCopied(object? given) => Errors.Record(
        new ArgumentException("This was a shared object, but only a copy of it came here: nothing done to it is seen elsewhere."),
        nameof(SharedObjectCopied), ErrorCategory.InvalidArgument, given,
        "Start-Job and remoting make copies. Use Start-WorkerProcess, or Invoke-WorkerTask -AsJob, instead: there shared objects stay shared.");

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
    /// <summary>A value that can't be turned into bytes.</summary>
    public static ErrorRecord ValueNotShared(UnencodableValueException refused, object? target) => Errors.Record(
        refused, nameof(ValueNotShared), ErrorCategory.InvalidData, target,
        "Shared values are copies: share what is needed of it, such as a path or an id.");

    /// <summary>A first value that a dictionary can't be made of.</summary>
    public static ErrorRecord InitialValueNotADictionary(SharedObjectType type, object? given) => Errors.Record(
        new ArgumentException($"A {type} begins with the keys and values of a dictionary; '{given}' is none."),
        nameof(InitialValueNotADictionary), ErrorCategory.InvalidArgument, given,
        "Give -InitialValue @{ key = 'value' }, or leave it out.");

    /// <summary>A first value that a counter can't have.</summary>
    public static ErrorRecord InitialValueNotANumber(object? given) => Errors.Record(
        new ArgumentException($"A Counter begins with a whole number of 64 bits; '{given}' is none."),
        nameof(InitialValueNotANumber), ErrorCategory.InvalidArgument, given,
        "Give -InitialValue 100, say, or leave it out to begin with 0.");

    /// <summary>An update of what has none.</summary>
    public static ErrorRecord NotUpdatable(SharedProxy given) => Errors.Record(
        new ArgumentException($"A {given.GetKind()} can't be updated by a script block."),
        nameof(NotUpdatable), ErrorCategory.InvalidArgument, given,
        "Update a dictionary, list, namespace or value that New-SharedObject made. What else is shared has methods that are atomic by themselves, such as Add.");

    /// <summary>An update without anything to run.</summary>
    public static ErrorRecord UpdateScriptMissing(object? key) => Errors.Record(
        new ArgumentException("There is no script block to update it with."),
        nameof(UpdateScriptMissing), ErrorCategory.InvalidArgument, key,
        "End the command with a script block whose output is the new value, such as { $_ + 1 }.");

    /// <summary>Somebody else was updating the same for all the time.</summary>
    public static ErrorRecord UpdateTimedOut(SharedProxy shared, object? key, double seconds) => Errors.Record(
        new TimeoutException($"{(key is null ? $"{shared}" : $"'{key}' of {shared}")} was being updated by others for {seconds.ToString(CultureInfo.CurrentCulture)} s."),
        nameof(UpdateTimedOut), ErrorCategory.OperationTimeout, shared,
        "Nothing was changed. Keep script blocks of Update-SharedObject short, or give more -TimeoutSeconds.");

    private static ErrorCategory Category(string id) => id switch
    {
        "SharedObjectNotFound" or "SharedObjectRemoved" => ErrorCategory.ObjectNotFound,
        "SharedNameTaken" => ErrorCategory.ResourceExists,
        "SharedNameInvalid" => ErrorCategory.InvalidArgument,
        "SessionGone" or "WorkerEnded" => ErrorCategory.ConnectionError,
        _ => ErrorCategory.InvalidOperation,
    };
}
