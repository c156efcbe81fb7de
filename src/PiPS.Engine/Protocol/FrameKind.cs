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
}
