namespace PiPS.Engine.Pools;

/// <summary>The runs of a pool. Whoever calls it holds the pool's lock.</summary>
internal sealed class RunQueue
{
    /// <summary>Looks after which a run that no hand turns to is taken for one that the others wait for.</summary>
    private const int Patience = 10;

    private readonly List<WorkRun> _runs = [];
    private readonly Dictionary<WorkRun, int> _forsaken = [];

    public void Add(WorkRun run) => _runs.Add(run);

    /// <summary>The run that the fewest hands serve, of those that have work; of equals, the one whose turn is longest ago.</summary>
    public WorkRun? Next(IReadOnlyCollection<PoolHand> hands)
    {
        _runs.RemoveAll(run => run.IsEnded);
        WorkRun? next = _runs
            .Where(run => run.MayHaveWork)
            .OrderBy(run => run.HasWork ? 0 : 1)
            .ThenBy(run => Serving(run, hands))
            .FirstOrDefault();

        if (next is not null)
        {
            _runs.Remove(next);
            _runs.Add(next);
        }

        return next;
    }

    /// <summary>Whether no other run waits.</summary>
    public bool HasNoneBut(WorkRun run) => _runs.TrueForAll(other => other == run || other.IsEnded);

    /// <summary>Whether another run has work, and so few hands that one of this run's had better turn to it.</summary>
    public bool HasNeedier(WorkRun run, IReadOnlyCollection<PoolHand> hands)
    {
        int mine = Serving(run, hands);
        return _runs.Exists(other => other != run && other.HasWork && Serving(other, hands) is int theirs && (theirs == 0 || theirs + 1 < mine));
    }

    /// <summary>Makes runs that hold hands back let them go, while there is one that has work and no hand turns to it.</summary>
    /// <remarks>
    /// Whoever takes the one's results may be waiting for the other, as where one command's output is the other's input: then
    /// neither would ever go on.
    /// </remarks>
    public void Look(IReadOnlyCollection<PoolHand> hands)
    {
        if (_runs.Count < 2 && _forsaken.Count == 0)
        {
            return;
        }

        Dictionary<WorkRun, int> looks = _runs
            .Where(run => run.HasWork && Serving(run, hands) == 0)
            .ToDictionary(run => run, run => _forsaken.GetValueOrDefault(run) + 1);
        _forsaken.Clear();

        foreach ((WorkRun run, int count) in looks)
        {
            _forsaken.Add(run, count);
        }

        bool isJammed = looks.Values.Any(count => count >= Patience);
        _runs.ForEach(run => run.LetGo(isJammed));
    }

    /// <summary>Ends all of them.</summary>
    public void Fail(Exception error) => _runs.ForEach(run => run.Fail(error));

    private static int Serving(WorkRun run, IReadOnlyCollection<PoolHand> hands) => hands.Count(hand => hand.Run == run);
}
