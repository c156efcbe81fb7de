using PiPS.Engine.Protocol;

namespace PiPS.Engine.Pools.Runs;

/// <summary>What a run knows about a hand that serves it: its worker, and the items that it holds, in the order it got them.</summary>
internal sealed class RunHand
{
    /// <param name="index">The hand's number.</param>
    /// <param name="worker">The worker's process.</param>
    /// <param name="host">The machine that this is on; <see langword="null"/> for none.</param>
    public RunHand(int index, int worker, string? host)
    {
        Index = index;
        Worker = worker;
        Host = host;
    }

    /// <summary>Nobody: for what no worker was given.</summary>
    public static RunHand None { get; } = new(-1, 0, null);

    public int Index { get; }

    public int Worker { get; }

    public string? Host { get; }

    /// <summary>Whether it waits for whoever takes the run's results.</summary>
    public bool IsHeldBack { get; set; }

    public Queue<WorkItem> Held { get; private set; } = new();

    /// <summary>The item that ended last here; −1 for none.</summary>
    public long LastEnded { get; set; } = -1;

    /// <summary>Whether items wait behind the one that its worker is on.</summary>
    public bool IsLaden => Held.Count > 1;

    /// <summary>Whether that was so when it was counted last.</summary>
    public bool WasLaden { get; set; }

    /// <summary>Whether its worker was asked for what it hasn't begun: it gets nothing more before the item that it is on ends.</summary>
    public bool IsLate { get; set; }

    /// <summary>Its worker gives back items that it hasn't begun.</summary>
    /// <returns>These, in the order it got them.</returns>
    /// <exception cref="ProtocolException">It doesn't hold them.</exception>
    public IReadOnlyList<WorkItem> GiveBack(IReadOnlySet<long> indices)
    {
        ILookup<bool, WorkItem> held = Held.ToLookup(item => indices.Contains(item.Index));
        Held = new(held[false]);
        return held[true].Count() == indices.Count ? [.. held[true]]
            : throw new ProtocolException(Rejection.OutOfOrder, "A worker gave back items that it doesn't hold.");
    }

    /// <summary>The item that an event is about: the first held one, or none for what an end block wrote.</summary>
    /// <exception cref="ProtocolException">The worker isn't on that item.</exception>
    public WorkItem? Current(long index)
    {
        if (index < 0)
        {
            return null;
        }

        return Held.TryPeek(out WorkItem? first) && first.Index == index
            ? first
            : throw new ProtocolException(Rejection.OutOfOrder, $"A worker told of item {index}, which it isn't on.");
    }
}
