namespace PiPS.Engine.Protocol;

/// <summary>What a frame says. The numbers are on the wire: they never change their meaning.</summary>
public enum FrameKind : byte
{
    /// <summary>Worker to parent, once, first: who it is.</summary>
    Hello = 1,

    /// <summary>Parent to worker, before the first blocks: what is sampled.</summary>
    Job = 2,

    /// <summary>Parent to worker: count the hits in these blocks.</summary>
    Count = 3,

    /// <summary>Worker to parent: the hits in blocks that it was given.</summary>
    Counted = 4,

    /// <summary>Parent to worker: answer everything in hand with what is counted by now.</summary>
    Cut = 5,

    /// <summary>Worker to parent, its last frame: why it can't go on.</summary>
    Failed = 6,

    /// <summary>Parent to script worker, first: how to set itself up.</summary>
    SetUp = 16,

    /// <summary>Script worker to parent, once it is set up: it can take work.</summary>
    Ready = 17,

    /// <summary>Parent to script worker: the script that the next items are for.</summary>
    Open = 18,

    /// <summary>Parent to script worker: items.</summary>
    Items = 19,

    /// <summary>Parent to script worker: no more items come for this script.</summary>
    Close = 20,

    /// <summary>Parent to script worker: stop the script, and begin nothing that is in hand.</summary>
    Stop = 21,

    /// <summary>Script worker to parent: what items wrote, and that they ended.</summary>
    Events = 22,

    /// <summary>Script worker to parent: the script has ended, after a close or a stop.</summary>
    Closed = 23,

    /// <summary>Parent to script worker, its last frame: run what shall run at the end.</summary>
    Leave = 24,

    /// <summary>Script worker to parent, its last frame: that was run, and what went wrong there.</summary>
    Left = 25,

    /// <summary>Parent to script worker: a close, and nothing that is in hand is to be begun.</summary>
    Halt = 26,

    /// <summary>Script worker to parent: something about shared objects.</summary>
    Ask = 27,

    /// <summary>Parent to script worker: what became of that.</summary>
    Answer = 28,

    /// <summary>Parent to a worker elsewhere, every few seconds: it is still there; without further words the worker ends some time later.</summary>
    Ping = 29,

    /// <summary>Worker to parent: the answer to that.</summary>
    Pong = 30,

    /// <summary>Worker to parent: its time is nearly over, so it had better be given nothing more; it does what it has.</summary>
    Draining = 31,

    /// <summary>Script worker elsewhere to parent: the item that it begins. Here, shared memory says so.</summary>
    Began = 32,

    /// <summary>Parent to script worker: give back what is in hand and not begun, by events that say so.</summary>
    AskBack = 33,
}
