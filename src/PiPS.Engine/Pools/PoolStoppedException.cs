namespace PiPS.Engine.Pools;

/// <summary>A pool has ended, or ends: it takes no work, and what it had isn't finished.</summary>
public sealed class PoolStoppedException : Exception
{
    internal PoolStoppedException(string pool, string message)
        : base(message)
    {
        Pool = pool;
    }

    /// <summary>The pool's name.</summary>
    public string Pool { get; }
}
