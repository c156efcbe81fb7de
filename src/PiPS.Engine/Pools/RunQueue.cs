using PiPS.Engine.Workers;

namespace PiPS.Engine.Pools;

/// <summary>The runs of a pool, and the hands that wait for one. Whoever calls it holds the pool's lock.</summary>
internal sealed class RunQueue
{
    /// <summary>Looks after which a run that no hand turns to is taken for one that the others wait for.</summary>
    private const int Patience = 25;

    private readonly List<PoolRun> _runs = [];
    private readonly WaitingLine _idle = new();
    private readonly Dictionary<PoolRun, int> _forsaken = [];
    private int _waits;

    /// <summary>Whether any run may have work still.</summary>
    public bool MayHaveWork => _runs.Exists(run => run.MayHaveWork);

    public void Add(PoolRun run) => _runs.Add(run);

    /// <summary>Of the runs that want a hand, the one that the fewest serve; of those, the one that waited for longest.</summary>
    public PoolRun? Next()
    {
        _runs.RemoveAll(run => run.IsEnded);
        PoolRun? next = _runs
            .Where(run => run.WantsHand)
            .OrderBy(run => !run.HasWork)
            .ThenBy(run => run.Hands)
            .FirstOrDefault();

        if (next is not null)
        {
            _runs.Remove(next);
            _runs.Add(next);
        }

        return next;
    }

    /// <summary>Whether no other run waits.</summary>
    public bool HasNoneBut(PoolRun run) => _runs.TrueForAll(other => other == run || other.IsEnded);

    /// <summary>Whether a hand that serves a run owes its time to another: one that none serves, or too few in comparison.</summary>
    public bool OwesOther(PoolRun run) => _runs.Count > 1 && _runs.Exists(other
        => other != run && other.HasWork && (other.Hands == 0 || other.Hands + 1 < run.Hands));

    /// <summary>Makes runs that hold hands back let them go, while there is one that has work and no hand turns to it.</summary>
    /// <remarks>
    /// Whoever takes the one's results may be waiting for the other, as where one command's output is the other's input: then
    /// neither would ever go on. So it is where a hand is held back, and a script waits for a shared object: what it waits for may be what the
    /// held-back worker does next.
    /// </remarks>
    /// <param name="hands">The pool's.</param>
    /// <param name="isWaited">Whether this process itself waits for a shared object.</param>
    public void Look(IReadOnlyCollection<PoolHand> hands, bool isWaited)
    {
        LookForWaits(hands, isWaited);

        if (_runs.Count < 2 && _forsaken.Count == 0)
        {
            _runs.ForEach(run => run.LetGo(_waits >= Patience));
            return;
        }

        Dictionary<PoolRun, int> looks = _runs
            .Where(run => run.HasWork && run.Hands == 0)
            .ToDictionary(run => run, run => _forsaken.GetValueOrDefault(run) + 1);
        _forsaken.Clear();

        foreach ((PoolRun run, int count) in looks)
        {
            _forsaken.Add(run, count);
        }

        bool isJammed = _waits >= Patience || looks.Values.Any(count => count >= Patience);
        _runs.ForEach(run => run.LetGo(isJammed));
    }

    /// <summary>Has workers give back what waits behind a long item, where others have nothing to do.</summary>
    /// <param name="hands">The pool's.</param>
    public void Relieve(IReadOnlyCollection<PoolHand> hands)
    {
        bool isAnyFree = hands.Any(hand => hand.Run is null && hand.State == PoolWorkerState.Idle);

        foreach (PoolRun run in _runs)
        {
            HashSet<int> overladen = run.Overladen(isAnyFree);

            foreach (PoolHand hand in overladen.Count == 0 ? [] : hands.Where(hand => hand.Run == run && overladen.Contains(hand.Index) && hand.IsToBeAsked))
            {
                run.Ask(hand.Index);
                hand.AskBack();
            }
        }
    }

    /// <summary>Waits until there may be a run for a hand, or it is to go; for some time at the most.</summary>
    public void Wait(object gate, TimeSpan most) => _idle.Wait(gate, most);

    /// <summary>Has a hand that waits look for a run, if there is one: it wakes the next once it has joined. At the end of a drain all look.</summary>
    public void WakeIdle(bool drains)
    {
        if (drains && !MayHaveWork)
        {
            _idle.WakeAll();
        }
        else if (_idle.HasAny && _runs.Exists(run => !run.IsEnded && run.WantsHand))
        {
            _idle.WakeOne();
        }
    }

    /// <summary>Has all hands look up that wait, for a run or for input of theirs.</summary>
    public void WakeAll()
    {
        _runs.ForEach(run => run.Rouse());
        _idle.WakeAll();
    }

    /// <summary>Ends all of them.</summary>
    public void Fail(Exception error) => _runs.ForEach(run => run.Fail(error));

    private void LookForWaits(IReadOnlyCollection<PoolHand> hands, bool isWaited)
    {
        if (!isWaited && !hands.Any(hand => hand.Worker?.IsWaiting ?? false))
        {
            _waits = 0;
        }
        else if (hands.Any(hand => hand.Run?.IsHeldBack(hand.Index) ?? false))
        {
            _waits++;
        }
    }
}
