using System.Globalization;
using System.Management.Automation;
using PiPS.Engine.Sharing;
using PiPS.Engine.Values;

namespace PiPS.Cmdlets.Sharing;

/// <summary>The errors of shared objects: one method each, named as the error's id.</summary>
internal static class ShareErrors
{
    /// <summary>The session that has the object refuses: under its own id.</summary>
    public static ErrorRecord Refused(ShareException refused, object? target) => Errors.Record(
        refused, refused.Id, Category(refused.Id), target, refused.Advice);

    /// <summary>No shared object has such a name.</summary>
    public static ErrorRecord SharedObjectNotFound(string name) => Errors.Record(
        new ItemNotFoundException($"There is no shared object '{name}'."),
        nameof(SharedObjectNotFound), ErrorCategory.ObjectNotFound, name,
        "Get-SharedObject lists those there are; wildcards are allowed.");

    /// <summary>A capacity below 1.</summary>
    public static ErrorRecord CapacityOutOfRange(long capacity) => Errors.Record(
        new ArgumentOutOfRangeException(null, $"A queue can't have room for {capacity} messages."),
        nameof(CapacityOutOfRange), ErrorCategory.InvalidArgument, capacity,
        "Use -Capacity 1 or more, or leave it out for a queue without limit.");

    /// <summary>A value that can't be turned into bytes.</summary>
    public static ErrorRecord ValueNotShared(UnencodableValueException refused, object? target) => Errors.Record(
        refused, nameof(ValueNotShared), ErrorCategory.InvalidData, target,
        "Shared values are copies: share what is needed of it, such as a path or an id.");

    /// <summary>A first value that a dictionary can't be made of.</summary>
    public static ErrorRecord InitialValueNotADictionary(SharedObjectType type, object? given) => Errors.Record(
        new ArgumentException($"A {type} begins with the keys and values of a dictionary; '{given}' is none."),
        nameof(InitialValueNotADictionary), ErrorCategory.InvalidArgument, given,
        "Give -InitialValue @{ key = 'value' }, or leave it out.");

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
        "SessionGone" or "WorkerEnded" => ErrorCategory.ConnectionError,
        _ => ErrorCategory.InvalidOperation,
    };
}
