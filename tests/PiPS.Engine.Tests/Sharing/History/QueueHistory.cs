namespace PiPS.Engine.Tests.Sharing.History;

/// <summary>Whether a history could have come from a queue that does one thing at a time, each between its two stamps.</summary>
/// <remarks>
/// For values that are all different and operations that all ended, a history is linearizable unless it has one of these
/// patterns (Henzinger, Sezgin and Vafeiadis, "Aspect-Oriented Linearizability Proofs", CONCUR 2013): a value that comes out and never
/// went in, or before it was put, or twice; two values of which the one that was surely put first surely comes out last; and an empty
/// queue at a time throughout which some value or other was surely within.
/// </remarks>
internal static class QueueHistory
{
    /// <summary>What is wrong with it; nothing if it is linearizable.</summary>
    public static string? Fault(IReadOnlyCollection<QueueOperation> history)
    {
        Dictionary<int, QueueOperation> puts = history.Where(one => one.IsPut).ToDictionary(one => one.Value!.Value);
        Dictionary<int, QueueOperation> takes = [];

        foreach (QueueOperation take in history.Where(one => !one.IsPut && one.Value is not null))
        {
            int value = take.Value!.Value;

            if (!takes.TryAdd(value, take))
            {
                return $"{value} came out twice.";
            }

            if (!puts.TryGetValue(value, out QueueOperation? put) || take.Ended < put.Begun)
            {
                return $"{value} came out, and wasn't in.";
            }
        }

        return Overtaken(puts, takes) ?? NotEmpty(puts, takes, history.Where(one => !one.IsPut && one.Value is null));
    }

    // For each value, the earliest end of a take of those that were surely put later.
    private static string? Overtaken(Dictionary<int, QueueOperation> puts, Dictionary<int, QueueOperation> takes)
    {
        QueueOperation[] byBegin = [.. puts.Values.Where(put => takes.ContainsKey(put.Value!.Value)).OrderByDescending(put => put.Begun)];
        QueueOperation? earliest = null;
        int next = 0;

        foreach (QueueOperation put in puts.Values.OrderByDescending(put => put.Ended))
        {
            for (; next < byBegin.Length && byBegin[next].Begun > put.Ended; next++)
            {
                QueueOperation take = takes[byBegin[next].Value!.Value];
                earliest = earliest is null || take.Ended < earliest.Ended ? take : earliest;
            }

            long begun = takes.TryGetValue(put.Value!.Value, out QueueOperation? own) ? own.Begun : long.MaxValue;

            if (earliest is not null && earliest.Ended < begun)
            {
                return $"{earliest.Value} overtook {put.Value}.";
            }
        }

        return null;
    }

    private static string? NotEmpty(
        Dictionary<int, QueueOperation> puts, Dictionary<int, QueueOperation> takes, IEnumerable<QueueOperation> empties)
    {
        // When each value was surely within, the overlapping ones made one.
        List<(long From, long To)> filled = [];

        foreach (QueueOperation put in puts.Values.OrderBy(put => put.Ended))
        {
            long to = takes.TryGetValue(put.Value!.Value, out QueueOperation? take) ? take.Begun : long.MaxValue;

            if (to <= put.Ended)
            {
                continue;
            }

            if (filled.Count > 0 && put.Ended <= filled[^1].To)
            {
                filled[^1] = (filled[^1].From, Math.Max(filled[^1].To, to));
            }
            else
            {
                filled.Add((put.Ended, to));
            }
        }

        QueueOperation? wrong = empties.FirstOrDefault(empty => Covers(filled, empty));
        return wrong is null ? null : $"It was found empty between {wrong.Begun} and {wrong.Ended}, and wasn't.";
    }

    private static bool Covers(List<(long From, long To)> filled, QueueOperation empty)
    {
        int at = filled.BinarySearch((empty.Begun, long.MaxValue));
        at = (at < 0 ? ~at : at) - 1;
        return at >= 0 && filled[at].From <= empty.Begun && filled[at].To >= empty.Ended;
    }
}
