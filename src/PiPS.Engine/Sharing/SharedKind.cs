namespace PiPS.Engine.Sharing;

/// <summary>What is shared. The numbers are on the wire: they never change their meaning.</summary>
public enum SharedKind : byte
{
    /// <summary>Messages from many to many, in order.</summary>
    Queue = 1,

    /// <summary>One of a pipe's two ends.</summary>
    PipeEnd = 2,

    /// <summary>Values by key.</summary>
    Dictionary = 3,

    /// <summary>Values by place.</summary>
    List = 4,

    /// <summary>Values by name.</summary>
    Namespace = 5,

    /// <summary>One value.</summary>
    Value = 6,

    /// <summary>A number that many add to.</summary>
    Counter = 7,

    /// <summary>Bytes in memory that processes map.</summary>
    ByteArray = 8,

    /// <summary>One holder at a time.</summary>
    Lock = 9,

    /// <summary>One holder at a time, who may take it again.</summary>
    RecursiveLock = 10,

    /// <summary>So many holders at a time.</summary>
    Semaphore = 11,

    /// <summary>Set or not.</summary>
    Event = 12,

    /// <summary>A lock whose holder waits to be notified.</summary>
    Condition = 13,

    /// <summary>So many wait for each other.</summary>
    Barrier = 14,

    /// <summary>Integers of 32 bits in memory that processes map.</summary>
    Int32Array = 15,

    /// <summary>Integers of 64 bits in memory that processes map.</summary>
    Int64Array = 16,

    /// <summary>Floating-point numbers of 32 bits in memory that processes map.</summary>
    SingleArray = 17,

    /// <summary>Floating-point numbers of 64 bits in memory that processes map.</summary>
    DoubleArray = 18,
}
