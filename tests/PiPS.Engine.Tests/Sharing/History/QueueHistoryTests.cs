namespace PiPS.Engine.Tests.Sharing.History;

/// <summary>The checker itself: it finds what is broken, and nothing else.</summary>
public sealed class QueueHistoryTests
{
    // operations: + put, - take, value (_ for empty), begun, ended => what is wrong
    public static TheoryData<string, string?> Histories => new()
    {
        { "", null },
        { "+1 1 2, +2 3 4, -1 5 6, -2 7 8", null },
        { "-_ 1 2, +1 3 4, -1 5 6, -_ 7 8", null },
        { "+1 1 10, +2 2 11, -2 3 12, -1 13 14", null },
        { "+1 1 2, +2 3 4, -1 5 9, -2 6 7", null },
        { "+1 1 4, -1 2 3", null },
        { "+1 1 2, +2 3 4", null },
        { "+1 1 2, -1 3 6, -_ 4 5", null },
        { "+1 1 5, -_ 2 6", null },
        { "+1 1 2, +2 4 7, -1 5 6, -_ 3 8", null },
        { "+1 1 2, -1 3 4, -1 5 6", "1 came out twice." },
        { "+1 1 2, -2 3 4", "2 came out, and wasn't in." },
        { "-1 1 2, +1 3 4", "1 came out, and wasn't in." },
        { "+1 1 2, +2 3 4, -2 5 6, -1 7 8", "2 overtook 1." },
        { "+1 1 2, +2 3 4, -2 5 6", "2 overtook 1." },
        { "+1 1 2, +3 3 20, +2 4 5, -2 6 7, -1 8 9, -3 10 11", "2 overtook 1." },
        { "+1 1 2, -_ 3 4, -1 5 6", "It was found empty between 3 and 4, and wasn't." },
        { "+1 1 2, -_ 3 4", "It was found empty between 3 and 4, and wasn't." },
        { "+1 1 2, +2 3 4, -1 6 7, -_ 5 8, -2 9 10", "It was found empty between 5 and 8, and wasn't." },
    };

    [Theory, MemberData(nameof(Histories))]
    public void Are_told_apart(string operations, string? fault) => Assert.Equal(fault, QueueHistory.Fault(Read(operations)));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Agree_with_trying_every_order(int seed)
    {
        Random random = new(seed);
        int broken = 0;

        for (int i = 0; i < 3_000; i++)
        {
            QueueOperation[] history = AnyHistory(random);
            bool isSound = HasOrder([.. history], []);
            broken += isSound ? 0 : 1;
            Assert.Equal(isSound, QueueHistory.Fault(history) is null);
        }

        // Both kinds were drawn.
        Assert.InRange(broken, 300, 2_700);
    }

    private static QueueOperation[] AnyHistory(Random random)
    {
        int puts = random.Next(1, 4);
        int[] stamps = Enumerable.Range(0, 14).ToArray();
        random.Shuffle(stamps);
        List<QueueOperation> history = [];

        void Add(bool isPut, int? value)
        {
            int at = 2 * history.Count;
            history.Add(new(isPut, value, Math.Min(stamps[at], stamps[at + 1]), Math.Max(stamps[at], stamps[at + 1])));
        }

        Enumerable.Range(0, puts).ToList().ForEach(i => Add(isPut: true, i));
        Enumerable.Range(0, puts).Where(_ => random.Next(4) > 0).ToList().ForEach(i => Add(isPut: false, i));

        if (random.Next(2) == 0)
        {
            Add(isPut: false, null);
        }

        return [.. history];
    }

    // Whether some order of what is left, which respects the stamps, is what a queue that holds this does.
    private static bool HasOrder(List<QueueOperation> left, List<int> queue)
    {
        if (left.Count == 0)
        {
            return true;
        }

        long firstEnd = left.Min(one => one.Ended);
        return left.Where(one => one.Begun <= firstEnd).Any(next =>
            (next.IsPut || (next.Value is null ? queue.Count == 0 : queue.Count > 0 && queue[0] == next.Value))
            && HasOrder([.. left.Where(other => other != next)], next.IsPut ? [.. queue, next.Value!.Value] : next.Value is null ? queue : queue[1..]));
    }

    private static QueueOperation[] Read(string operations) =>
    [
        .. operations.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(text => text.Split(' ')).Select(words => new QueueOperation(
            words[0][0] == '+', words[0][1] == '_' ? null : words[0][1] - '0', words[1].Length > 0 ? long.Parse(words[1], null) : 0, long.Parse(words[2], null))),
    ];
}
