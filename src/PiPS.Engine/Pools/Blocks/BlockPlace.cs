using PiPS.Engine.Estimating;

namespace PiPS.Engine.Pools.Blocks;

/// <summary>Who has a place in an estimate now.</summary>
/// <param name="Hand">The pool's hand.</param>
/// <param name="Worker">Its worker's process.</param>
internal sealed record BlockPlace(int Hand, int Worker)
{
    /// <summary>Pieces that the worker has and hasn't answered, in order.</summary>
    public Queue<BlockRange> Held { get; } = new();
}
