namespace PiPS.Engine.Sharing.Locks;

/// <summary>How an attempt to take a lock ended.</summary>
public enum LockEntry
{
    /// <summary>It wasn't taken in time.</summary>
    NotEntered,

    /// <summary>It is taken.</summary>
    Entered,

    /// <summary>It is taken; but a holder died before, or its script ended without releasing it: what it protects may be half done.</summary>
    EnteredAbandoned,
}
