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

    /// <summary>The same, and it is answered only if it is refused. Several may have the same number. Only on the wire.</summary>
    PutQuietly = 25,

    /// <summary>v most: takes what is there, at least one; v batch, v count, bytes each. Ended once there will be no more.</summary>
    Take = 17,

    /// <summary>Takes one (any byte: while it has others ahead that it isn't done with): the value, without a frame around it.</summary>
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

    // Of shared objects. A key is a dictionary's key, as the codec writes it; of a list, z index, from the end if negative.

    /// <summary>Key, or nothing for the whole: it is lent to who asks, once nobody else has it; the value, or nothing if there is none.
    /// Of the whole: a list's values (v count, bytes each), a dictionary's entries (v count, bytes key and bytes value each).</summary>
    BeginUpdate = 32,

    /// <summary>Bytes key as it was lent, and what is there now; none.</summary>
    EndUpdate = 33,

    /// <summary>Key as it was lent: it stays as it was; none.</summary>
    CancelUpdate = 34,

    /// <summary>Key (of one value: nothing); the value, or nothing if there is none.</summary>
    Get = 35,

    /// <summary>Key (of one value: nothing), value; none.</summary>
    Set = 36,

    /// <summary>Dictionary: key; the value that it had, or nothing. List: the value to look for; 1 whether it was there.</summary>
    Delete = 37,

    /// <summary>All goes; none.</summary>
    Clear = 38,

    /// <summary>Nothing; v count. List, with a value: how many are the same.</summary>
    Count = 39,

    /// <summary>List: values (v count, bytes each). Dictionary: 1 of what, 1 keys, 2 values, 3 entries; v count, bytes key, bytes value each.</summary>
    Entries = 40,

    /// <summary>Dictionary: key; 1 whether it is there. List: value; z first index, -1 for none.</summary>
    Contains = 41,

    /// <summary>Key, value; nothing if it was added, else the value that is there.</summary>
    TryAdd = 42,

    /// <summary>z index, value; none.</summary>
    Insert = 43,

    /// <summary>List: values (v count, bytes each) at the end. Dictionary: entries (as of <see cref="Entries"/>), each set; none.</summary>
    Append = 44,

    /// <summary>List: z index; the value that was there. Dictionary: bytes key and bytes value of the last; nothing if it is empty.</summary>
    Pop = 45,

    /// <summary>Bytes key (of one value: none), bytes value as it should be, the new value; 1 whether it was so, and is now the new one.</summary>
    TrySet = 46,

    /// <summary>All the other way round; none.</summary>
    Reverse = 47,

    /// <summary>v process id, v depth (from 1): waits for a lock or a place; none. Abandoned: a former holder died.</summary>
    Acquire = 64,

    /// <summary>1 whether what a former holder left is still as it was; none.</summary>
    Release = 65,

    /// <summary>
    /// Waits. For an event to be set; none. For a condition to be notified, without its lock: v depth that the lock had, also when
    /// cancelled; it has to be taken again. For a barrier's other parties: v place in the order of arrival, from 0.
    /// </summary>
    Wait = 66,

    /// <summary>Sets an event; none. Wakes v count of those that wait for a condition; none.</summary>
    Notify = 67,

    /// <summary>An event is not set, a barrier not broken; none.</summary>
    Reset = 68,

    /// <summary>Breaks a barrier; none.</summary>
    Abort = 69,

    /// <summary>v count, bytes key each; v count, bytes each: nothing for those that aren't there, which a list leaves out.</summary>
    GetSeveral = 80,

    /// <summary>One value: the new one; the one that was there.</summary>
    Exchange = 81,
}
