using PiPS.Engine.Estimating;

namespace PiPS.Engine.Machine;

/// <summary>In which order logical processors are given to workers that are kept on them.</summary>
/// <remarks>Where the system doesn't say which core a processor belongs to, it is one of its own; all unknown sockets are one.</remarks>
internal static class ProcessorOrder
{
    /// <summary>This machine's usable processors, in the order that workers get them.</summary>
    /// <returns>Null if workers aren't to be kept anywhere.</returns>
    /// <exception cref="InvalidOptionException">The system can't keep them there.</exception>
    public static int[]? Here(WorkerPinning pinning)
    {
        if (pinning == WorkerPinning.None)
        {
            return null;
        }

        int[] usable = [.. UsableProcessors.ForPinning() ?? throw OptionErrors.PinningUnsupported(pinning)];
        return Of(pinning, ProcessorTopology.Read(MachineFiles.Real, usable), usable);
    }

    /// <param name="pinning">Spread or Compact.</param>
    /// <param name="processors">Which processors share what; those that aren't here are taken as cores of their own.</param>
    /// <param name="usable">The processors to order, by number.</param>
    public static int[] Of(WorkerPinning pinning, IReadOnlyList<LogicalProcessor> processors, IReadOnlyList<int> usable)
    {
        Dictionary<int, LogicalProcessor> known = processors.ToDictionary(processor => processor.Id);
        Place[] places = [.. usable.Order().Select(id => PlaceOf(known.GetValueOrDefault(id) ?? new() { Id = id }))];
        places = [.. places.GroupBy(place => (place.Socket, place.Node, place.Core)).SelectMany(core => WithFirst(core))];

        return pinning == WorkerPinning.Compact
            ? [.. places.OrderBy(place => place.Socket).ThenBy(place => place.Node).ThenBy(place => place.First).ThenBy(place => place.Id)
                .Select(place => place.Id)]
            : Spread(places);
    }

    // The first thread of the first core of the first node of each socket, then of their second nodes, and so on.
    private static int[] Spread(Place[] places) =>
    [
        .. places.OrderBy(place => Rank(places.Where(other => other.SharesCore(place)).Select(other => other.Id), place.Id))
            .ThenBy(place => Rank(places.Where(other => other.SharesNode(place)).Select(other => other.First), place.First))
            .ThenBy(place => Rank(places.Where(other => other.Socket == place.Socket).Select(other => other.Node), place.Node))
            .ThenBy(place => place.Socket)
            .ThenBy(place => place.Id)
            .Select(place => place.Id),
    ];

    private static int Rank(IEnumerable<int> numbers, int number) => numbers.Distinct().Count(other => other < number);

    // A core that isn't known has a number that no known one has.
    private static Place PlaceOf(LogicalProcessor processor)
        => new(processor.Id, processor.Socket ?? -1, processor.NumaNode ?? -1, processor.Core ?? -1 - processor.Id, processor.Id);

    private static IEnumerable<Place> WithFirst(IEnumerable<Place> core)
    {
        int first = core.Min(place => place.Id);
        return core.Select(place => place with { First = first });
    }

    /// <param name="Id">Number of the processor.</param>
    /// <param name="Socket">Its socket.</param>
    /// <param name="Node">Its memory node.</param>
    /// <param name="Core">Its core.</param>
    /// <param name="First">The first of that core's usable processors: cores are taken in this order.</param>
    private sealed record Place(int Id, int Socket, int Node, int Core, int First)
    {
        public bool SharesNode(Place other) => (Socket, Node) == (other.Socket, other.Node);

        public bool SharesCore(Place other) => SharesNode(other) && Core == other.Core;
    }
}
