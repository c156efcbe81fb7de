using System.Management.Automation;
using PiPS.Engine.Sharing;

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

    private static ErrorCategory Category(string id) => id switch
    {
        "SharedObjectNotFound" or "SharedObjectRemoved" => ErrorCategory.ObjectNotFound,
        "SharedNameTaken" => ErrorCategory.ResourceExists,
        "SessionGone" or "WorkerEnded" => ErrorCategory.ConnectionError,
        _ => ErrorCategory.InvalidOperation,
    };
}
