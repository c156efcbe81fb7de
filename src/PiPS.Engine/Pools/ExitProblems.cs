namespace PiPS.Engine.Pools;

/// <summary>What went wrong at the end of a pool's workers: the latest. Whoever calls it holds the pool's lock.</summary>
internal sealed class ExitProblems
{
    /// <summary>A worker may be replaced after every item, and complain each time.</summary>
    private const int Most = 100;

    private readonly Queue<ExitProblem> _problems = new();

    public IReadOnlyList<ExitProblem> All => [.. _problems];

    public void Add(PoolHand hand, IEnumerable<string> messages)
    {
        foreach (string message in messages)
        {
            _problems.Enqueue(new(hand.Index, hand.ProcessId, message));

            if (_problems.Count > Most)
            {
                _problems.Dequeue();
            }
        }
    }

    /// <summary>A worker died instead of coming to its end.</summary>
    /// <param name="hand">Whose.</param>
    /// <param name="error">What was seen of it.</param>
    /// <param name="byForce">Whether the pool is ended by force.</param>
    /// <param name="limit">How long it could take.</param>
    public void Add(PoolHand hand, Exception error, bool byForce, TimeSpan? limit) => Add(hand, [
        byForce ? "It was killed in its exit script: the pool was ended by force, or the time for that was over."
        : DateTime.UtcNow - hand.FarewellBegan > limit ? $"It was killed: its exit script took longer than {limit.Value.TotalSeconds} s."
        : error.Message]);
}
