using System.Globalization;
using System.Management.Automation;
using PiPS.Engine.Estimating;
using PiPS.Engine.Sharing.Locks;

namespace PiPS.Cmdlets.Sharing;

/// <summary>The errors of locks: one method each, named as the error's id.</summary>
internal static class LockErrors
{
    /// <summary>A number of places or parties that there can't be.</summary>
    public static InvalidOptionException LockCountOutOfRange(object? given) => new(
        nameof(LockCountOutOfRange), given,
        string.Create(CultureInfo.InvariantCulture, $"The places of a semaphore, and the parties of a barrier, have to be from 1 to {WorkerLock.MostCount:N0}; {given} isn't."),
        "Give -Count how many may hold the semaphore at a time, or how many wait for each other at the barrier.");

    /// <summary>A barrier of nobody knows how many.</summary>
    public static InvalidOptionException BarrierCountMissing() => new(
        nameof(BarrierCountMissing), null, "A barrier has to know how many wait for each other.",
        "Give -Count, such as the number of workers.");

    /// <summary>A number for what has none.</summary>
    public static InvalidOptionException LockCountNotUsed(WorkerLockType type, object? given) => new(
        nameof(LockCountNotUsed), given, $"-Count says nothing about a lock of the type {type}.",
        "Leave it out, or use -Type Semaphore for several holders at a time, or -Type Barrier for several that wait for each other.");

    /// <summary>Something that can be waited for, but not held.</summary>
    public static ErrorRecord LockNotHoldable(WorkerLock one) => Errors.Record(
        new ArgumentException($"The {one.Type} {one.Name} can't be held while a script runs."),
        nameof(LockNotHoldable), ErrorCategory.InvalidArgument, one,
        "Use Wait-WorkerLock for it; Use-WorkerLock takes a Lock, RecursiveLock, Semaphore or Condition.");

    /// <summary>-Until for something else than a condition.</summary>
    public static ErrorRecord LockNotCondition(WorkerLock one) => Errors.Record(
        new ArgumentException($"-Until needs a condition; {one.Name} is of the type {one.Type}."),
        nameof(LockNotCondition), ErrorCategory.InvalidArgument, one,
        "Make it with New-WorkerLock -Type Condition, or leave -Until out.");

    /// <summary>It wasn't there in time.</summary>
    public static ErrorRecord LockTimeout(WorkerLock one, double seconds) => Errors.Record(
        new TimeoutException(string.Create(CultureInfo.InvariantCulture, $"{LockTimeoutMessage(one)} within {seconds} s.")),
        nameof(LockTimeout), ErrorCategory.OperationTimeout, one,
        one is WorkerBarrier
            ? "The others that wait at the barrier are told that it is broken. Once all know, call its Reset(), and begin again, with more time."
            : "Give it more time with -TimeoutSeconds, or find out who keeps it: HolderProcessId of a lock says which process has it.");

    /// <summary>A holder died: what the lock protects may be half done.</summary>
    public static ErrorRecord LockAbandoned(HeldLock one) => Errors.Record(
        new InvalidOperationException(
            $"A script that held the {one.Type} {one.Name} died, or ended without releasing it. It is held here now; but what it protects may be half done."),
        nameof(LockAbandoned), ErrorCategory.InvalidData, one,
        "Look after what it protects: IsAbandoned is true until this script has released it. With -ErrorAction Stop it isn't taken, and the next is told.");

    private static string LockTimeoutMessage(WorkerLock one) => one switch
    {
        WorkerBarrier => $"Not all parties came to the barrier {one.Name}, which is broken now,",
        WorkerEvent => $"The event {one.Name} wasn't set",
        WorkerCondition => $"The condition {one.Name} wasn't notified, or not free,",
        _ => $"The {one.Type} {one.Name} wasn't free",
    };
}
