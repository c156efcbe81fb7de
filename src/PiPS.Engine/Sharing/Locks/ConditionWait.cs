namespace PiPS.Engine.Sharing.Locks;

/// <summary>How a wait for a condition ended.</summary>
/// <param name="WasNotified">Whether it was notified in time.</param>
/// <param name="Entry">How the condition's lock was taken again; not, if the wait was stopped.</param>
public readonly record struct ConditionWait(bool WasNotified, LockEntry Entry);
