using PiPS.Engine.Values;

namespace PiPS.Engine.Sharing.Locks;

/// <summary>What locks refuse, and what to do instead: one method each, named as the error's id.</summary>
internal static class LockRefusals
{
    public static ShareException LockHeldByCaller(SharedReference one) => new(
        nameof(LockHeldByCaller), $"This script holds {Named(one)} already: waiting for it would never end.",
        "Release it first, with Exit() or by the end of Use-WorkerLock; or use New-WorkerLock -Type RecursiveLock, which its holder may take again.");

    public static ShareException LockNotHeld(SharedReference one, bool isHeld) => new(
        nameof(LockNotHeld), isHeld ? $"Another script, not this one, holds {Named(one)}." : $"Nobody holds {Named(one)}, this script neither.",
        one.Kind == SharedKind.Condition
            ? "Wait and notify within Use-WorkerLock on the same condition, and let it release: don't call Exit() there."
            : "Call Exit() once for each time that it was taken, in the script that took it. What one takes and another releases is New-WorkerLock -Type Semaphore.");

    public static ShareException SemaphoreFull(SharedReference one, long count) => new(
        nameof(SemaphoreFull), $"All {count} places of {Named(one)} are free: there is nothing to release.",
        "Call Exit() once for each time that it was taken. For signals that outnumber those who wait, use a queue.");

    public static ShareException BarrierBroken(SharedReference one, string why) => new(
        nameof(BarrierBroken), $"{Named(one)} is broken: {why}.",
        "Let all who come here end what they do, then call its Reset(), and begin again.");

    /// <summary>Places or parties: 1 to 1,000,000.</summary>
    public static long CheckedCount(long count)
        => count is >= 1 and <= WorkerLock.MostCount ? count : throw Malformed.Because($"A lock can't have {count} places.");

    private static string Named(SharedReference one) => $"the {one.Kind} {one.Name}";
}
