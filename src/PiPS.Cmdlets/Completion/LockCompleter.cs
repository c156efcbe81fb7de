using PiPS.Engine.Sharing;

namespace PiPS.Cmdlets.Completion;

/// <summary>Locks of all types.</summary>
internal sealed class LockCompleter : SharedCompleter
{
    /// <inheritdoc/>
    protected override bool Takes(SharedKind kind) => kind is SharedKind.Lock or SharedKind.RecursiveLock or SharedKind.Semaphore
        or SharedKind.Event or SharedKind.Condition or SharedKind.Barrier;
}
