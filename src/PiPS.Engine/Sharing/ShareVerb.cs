namespace PiPS.Engine.Sharing;

/// <summary>What is asked of the session that has the shared objects. The numbers are on the wire: they never change their meaning.</summary>
/// <remarks>
/// What follows a request's head, and what a <see cref="ShareStatus.Done"/> answer holds. v is a number of variable length, text and value as the
/// codec writes them, bytes a value's bytes behind their number (v). Requests without an answer are sent under the number 0.
/// <code>
/// Create      1 kind, text name (empty: choose one), options     reference: 1 kind, v id, text name
/// Find        text name                                          reference
/// All         nothing                                            v count, references
/// Remove      nothing                                            nothing
/// Describe    nothing                                            what its kind has to say
/// Forget      v request                                          (none; the request itself is answered)
/// EndRun      nothing                                            (none)
/// LeaveSeat   nothing                                            (none)
/// WaitAny     v count, v ids                                     v count, v ids of those that have a message, or an end
/// </code>
/// </remarks>
internal enum ShareVerb : byte
{
    Create = 1,
    Find = 2,
    All = 3,
    Remove = 4,
    Describe = 5,
    Forget = 6,
    EndRun = 7,
    LeaveSeat = 8,
    WaitAny = 9,

    /// <summary>Messages (v count, bytes each) go in, in order; none. Cancelled: v how many went in.</summary>
    Put = 16,

    /// <summary>The value of one message, without a frame around it, goes in; none.</summary>
    PutOne = 24,

    /// <summary>v most: takes what is there, at least one; v batch, v count, bytes each. Ended once there will be no more.</summary>
    Take = 17,

    /// <summary>Takes one: the value, without a frame around it.</summary>
    TakeOne = 18,

    /// <summary>v batch, v count: so many of a batch's last ones weren't handed over, and go back; none.</summary>
    GiveBack = 19,

    /// <summary>v count: so many that were taken are finished; none.</summary>
    Finish = 20,

    /// <summary>Waits until all is finished; none.</summary>
    Join = 21,

    /// <summary>No more messages come; none.</summary>
    End = 22,

    /// <summary>Those that were lost with their takers, once; v count, bytes each.</summary>
    TakeLost = 23,

    /// <summary>What is lent to change (a key, or nothing); waits; the value.</summary>
    BeginUpdate = 32,

    /// <summary>The key, and the value that it has now; none.</summary>
    EndUpdate = 33,

    /// <summary>The key: it stays as it was; none.</summary>
    CancelUpdate = 34,
    Get = 35,
    Set = 36,
    Delete = 37,
    Clear = 38,
    Count = 39,
    Entries = 40,
    Contains = 41,
    TryAdd = 42,
    Insert = 43,
    Append = 44,
    Pop = 45,
    Sort = 46,
    Reverse = 47,

    Acquire = 64,
    Release = 65,
    Wait = 66,
    Notify = 67,
    Reset = 68,
    Abort = 69,
}
