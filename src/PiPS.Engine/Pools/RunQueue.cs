namespace PiPS.Engine.Pools;

/// <summary>The runs of a pool. Whoever calls it holds the pool's lock.</summary>
internal sealed class RunQueue
{
    private readonly List<WorkRun> _runs = [];

    public void Add(WorkRun run) => _runs.Add(run);

    /// <summary>The run that the fewest hands serve, of those that have work.</summary>
    public WorkRun? Next(IReadOnlyCollection<PoolHand> hands)
    {
        _runs.RemoveAll(run => run.IsEnded);
        return _runs
            .Where(run => run.MayHaveWork)
            .OrderBy(run => hands.Count(hand => hand.Run == run))
            .FirstOrDefault();
    }

    /// <summary>Whether no other run waits.</summary>
    public bool HasNoneBut(WorkRun run) => _runs.TrueForAll(other => other == run || other.IsEnded);

    /// <summary>Ends all of them.</summary>
    public void Fail(Exception error) => _runs.ForEach(run => run.Fail(error));
}
