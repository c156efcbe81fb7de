using System.Collections;
using PiPS.Engine.Sharing.Objects;
using PiPS.Engine.Tests.Values;
using static PiPS.Engine.Tests.Sharing.Objects.ObjectSession;

namespace PiPS.Engine.Tests.Sharing.Objects;

public sealed class SharedListTests
{
    private readonly ObjectSession _session = new();

    private SharedList Of(params object?[] values) => SharedList.Create(_session.Space, string.Empty, values);

    [Theory]
    [InlineData(0, 10)]
    [InlineData(2, 30)]
    [InlineData(-1, 30)]
    [InlineData(-3, 10)]
    public void Counts_indexes_from_both_ends(int index, int value)
    {
        SharedList list = Of(10, 20, 30);

        Assert.Equal(value, list[index]);
        list[index] = "new";
        Assert.Equal("new", list[index]);
        Assert.Equal("new", list.Pop(index));
        Assert.Equal(2, list.Count);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-4)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void Refuses_an_index_that_is_not_there_and_says_how_many_there_are(int index)
    {
        SharedList list = Of(10, 20, 30);

        Refused("SharedIndexOutOfRange", () => list[index]);
        Refused("SharedIndexOutOfRange", () => list[index] = 1);
        Refused("SharedIndexOutOfRange", () => list.RemoveAt(index));
        Refused("SharedIndexOutOfRange", () => list.BeginUpdate(index));
        Assert.Contains("3 values", Assert.Throws<PiPS.Engine.Sharing.ShareException>(() => list[index]).Message, StringComparison.Ordinal);
        Assert.Equal([10, 20, 30], list);
    }

    [Fact]
    public void Inserts_before_what_is_there_and_at_the_end()
    {
        SharedList list = Of();
        list.Insert(0, "b");
        list.Insert(0, "a");
        list.Insert(2, "d");
        list.Insert(-1, "c");

        Assert.Equal(["a", "b", "c", "d"], list);
        Refused("SharedIndexOutOfRange", () => list.Insert(5, "e"));
        Refused("SharedIndexOutOfRange", () => list.Insert(-5, "e"));
    }

    [Fact]
    public void Takes_out_and_says_when_there_is_nothing()
    {
        SharedList list = Of(1, 2);
        object? value = null;

        Assert.Equal(2, list.Pop());
        Assert.True(list.TryPop(ref value));
        Assert.Equal(1, value);
        Assert.False(list.TryPop(ref value));
        Refused("SharedListEmpty", () => list.Pop());
    }

    [Fact]
    public void Finds_what_is_the_same()
    {
        SharedList list = Of("a", "A", 1, 1L, null, "a");

        Assert.Equal(0, list.IndexOf("a"));
        Assert.Equal(1, list.IndexOf("A"));
        Assert.Equal(3, list.IndexOf(1L));
        Assert.Equal(4, list.IndexOf(null));
        Assert.Equal(-1, list.IndexOf("b"));
        Assert.Equal(2, list.CountOf("a"));
        Assert.True(list.Contains(1));
        Assert.False(list.Contains(2));
        Assert.True(list.Remove("a"));
        Assert.False(list.Remove("zz"));
        Assert.Equal(["A", 1, 1L, null, "a"], list);
    }

    [Fact]
    public void Adds_turns_round_and_clears()
    {
        SharedList list = Of();
        list.Add(1);
        list.AddRange(new ArrayList { 2, 3 });
        list.Add(new object[] { 4, 5 });
        list.Reverse();

        Assert.Equal([new object[] { 4, 5 }, 3, 2, 1], list.ToArray());
        list.Clear();
        Assert.Empty(list);
    }

    [Fact]
    public void Sorts_what_can_be_compared()
    {
        SharedList numbers = Of(3, 1.5, 2L, null, -1m);
        numbers.Sort();
        Assert.Equal([null, -1m, 1.5, 2L, 3], numbers);
        numbers.Sort(descending: true);
        Assert.Equal([3, 2L, 1.5, -1m, null], numbers);

        SharedList texts = Of("b", "B", "a", "A");
        texts.Sort();
        Assert.Equal(["a", "A", "b", "B"], texts);

        SharedList mixed = Of("b", 1);
        Refused("SharedListNotSortable", () => mixed.Sort());
        Assert.Equal(["b", 1], mixed);
        mixed.Add("given back");
    }

    [Fact]
    public void Goes_through_what_was_there_when_that_began()
    {
        SharedList list = Of(1, 2, 3);
        List<object?> seen = [];

        foreach (object? value in list)
        {
            seen.Add(value);
            list.Add(value);
        }

        Assert.Equal([1, 2, 3], seen);
        Assert.Equal(6, list.Count);
    }

    [Fact]
    public void Answers_a_dynamic_language()
    {
        SharedList list = Of(10, 20, 30);
        dynamic open = list;

        Assert.Equal(30, open[-1]);
        Assert.Equal(20, open["1"]);
        Assert.Equal(20, open[1L]);
        Assert.Equal(20, open[new Wrapper { Value = 1 }]);
        Assert.Equal([20, 30], (object?[])open[new object[] { 1, 2, 3 }]);
        Assert.Equal([10, 30], (object?[])open[new[] { 0, -1 }]);
        open[-1] = 5;
        Assert.Equal(5, list[2]);
        Assert.Equal(3, open.Count);
        Refused("SharedIndexNotNumber", () => (object?)open["x"]);
        Refused("SharedIndexNotNumber", () => (object?)open[0.5]);
        Refused("SharedIndexOutOfRange", () => (object?)open[3]);
    }

    [Fact]
    public async Task Adds_every_value_of_many_at_once()
    {
        SharedList list = Of();

        Task[] workers = [.. Enumerable.Range(0, 4).Select(worker => Begin(_session.Space.Join(), () =>
        {
            for (int i = 0; i < 1000; i++)
            {
                list.AddRange(new[] { worker, i });
            }
        }))];
        await Task.WhenAll(workers);

        List<(int Worker, int Value)> pairs = [.. list.Cast<int>().Chunk(2).Select(pair => (pair[0], pair[1]))];
        Assert.Equal(4000, pairs.Count);

        // Together, and each worker's in its order.
        Assert.All(pairs.GroupBy(pair => pair.Worker), mine => Assert.Equal(Enumerable.Range(0, 1000), mine.Select(pair => pair.Value)));
    }
}
