namespace PiPS.Engine.Pools;

/// <summary>What a pool does.</summary>
public enum PoolState
{
    /// <summary>It takes work.</summary>
    Running,

    /// <summary>It ends when its workers have finished what was given to it.</summary>
    Draining,

    /// <summary>It has no workers any more.</summary>
    Stopped,

    /// <summary>Its workers died one after the other, with nothing done in between.</summary>
    Failed,
}
