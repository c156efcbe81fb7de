namespace PiPS.Engine.Pools.Runs;

/// <summary>The hands that serve a run, and who of them holds more than it is on. Whoever calls it holds the run's lock.</summary>
internal sealed class RunHands
{
    private readonly Dictionary<int, RunHand> _hands = [];

    public int Count => _hands.Count;

    /// <summary>Hands behind whose item others wait.</summary>
    public int Laden { get; private set; }

    public RunHand this[int index] => _hands[index];

    public RunHand? Find(int index) => _hands.GetValueOrDefault(index);

    public void Add(RunHand hand) => _hands[hand.Index] = hand;

    public RunHand Remove(int index)
    {
        _hands.Remove(index, out RunHand? gone);
        Laden -= gone!.WasLaden ? 1 : 0;
        return gone;
    }

    /// <summary>A hand was given items, or is rid of some.</summary>
    public void Weigh(RunHand hand)
    {
        Laden += (hand.IsLaden ? 1 : 0) - (hand.WasLaden ? 1 : 0);
        hand.WasLaden = hand.IsLaden;
    }

    /// <summary>Those that hold more than they are on, if there is another that holds nothing.</summary>
    /// <param name="isAnyFree">Whether one that doesn't serve the run yet would.</param>
    public HashSet<int> Overladen(bool isAnyFree) => Laden > 0 && (isAnyFree || _hands.Values.Any(hand => hand.Held.Count == 0))
        ? [.. _hands.Values.Where(hand => hand.IsLaden).Select(hand => hand.Index)]
        : [];
}
