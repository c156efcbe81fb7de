using System.Collections;
using System.Collections.Specialized;
using PiPS.Engine.Sharing;
using PiPS.Engine.Sharing.Objects;
using PiPS.Engine.Tests.Workers;
using static PiPS.Engine.Tests.Sharing.Objects.ObjectSession;

namespace PiPS.Engine.Tests.Sharing.Objects;

public sealed class UpdateTests
{
    private readonly ObjectSession _session = new();
    private readonly SharedDictionary _dictionary;
    private readonly SharedList _list;
    private readonly Seat _first;
    private readonly Seat _second;
    private readonly Seat _third;

    public UpdateTests()
    {
        _dictionary = SharedDictionary.Create(_session.Space, "d", new Hashtable { ["a"] = 1, ["b"] = 2 });
        _list = SharedList.Create(_session.Space, "l", new object[] { 1, 2, 3 });
        (_first, _second, _third) = (_session.Space.Join(), _session.Space.Join(), _session.Space.Join());
    }

    [Fact]
    public async Task Loses_none_of_many()
    {
        int times = Soak.Times(20_000);
        Task[] workers = [.. Enumerable.Range(0, 8).Select(_ => Begin(_session.Space.Join(), () =>
        {
            for (int i = 0; i < times; i++)
            {
                _dictionary.Update(value => (int)(value ?? 0) + 1, "hits");
            }
        }))];
        await Task.WhenAll(workers).WaitAsync(Deadline.Generous, TestContext.Current.CancellationToken);

        Assert.Equal(8 * times, _dictionary["hits"]);
    }

    [Fact]
    public void Gives_nothing_for_a_key_that_is_not_there_and_adds_it()
    {
        Assert.Equal(5, _dictionary.Update(value => value is null ? 5 : 6, "new"));
        Assert.Equal(5, _dictionary["NEW"]);
    }

    [Fact]
    public async Task Has_reads_see_what_was_and_writes_wait()
    {
        SharedUpdate update = Lend(_first, "a");

        Assert.Equal(1, _dictionary["a"]);
        Assert.Equal(2, _dictionary.Count);
        _dictionary["b"] = 20;
        Task write = BeginWaiting(_second, () => _dictionary["A"] = "second");
        As(_first, () => Completed(update, "first"));
        await write.WaitAsync(Deadline.Generous, TestContext.Current.CancellationToken);

        Assert.Equal("second", _dictionary["a"]);
        Assert.Equal(20, _dictionary["b"]);
    }

    // What has to wait for an update of the key a.
    public static TheoryData<string, Action<SharedDictionary>> Writes => new()
    {
        { "set", d => d["a"] = 0 },
        { "remove", d => d.Remove("A") },
        { "add", d => d.TryAdd("a", 0) },
        { "exchange", d => d.TrySet("a", 0, 0) },
        { "update", d => d.BeginUpdate("a")!.Dispose() },
        { "whole", d => d.BeginUpdate()!.Dispose() },
        { "clear", d => d.Clear() },
        { "range", d => d.AddRange(new Hashtable { ["a"] = 0 }) },
        { "last", d => d.PopLast() },
    };

    [Theory, MemberData(nameof(Writes))]
    public async Task Has_every_change_of_the_key_wait(string name, Action<SharedDictionary> write)
    {
        SharedUpdate update = Lend(_first, "a");
        Task waiting = BeginWaiting(_second, () => write(_dictionary));

        Assert.False(waiting.IsCompleted, name);
        As(_first, () => Completed(update, 5));
        await waiting.WaitAsync(Deadline.Generous, TestContext.Current.CancellationToken);
    }

    public static TheoryData<string, bool, Action<SharedList>> ListWrites => new()
    {
        { "the same", true, l => l[1] = 0 },
        { "another", false, l => l[0] = 0 },
        { "from the end", true, l => l[-1] = 0 },
        { "add", false, l => l.Add(4) },
        { "insert", true, l => l.Insert(0, 0) },
        { "remove", true, l => l.Remove(1) },
        { "pop", true, l => l.Pop() },
        { "clear", true, l => l.Clear() },
        { "reverse", true, l => l.Reverse() },
        { "sort", true, l => l.Sort() },
        { "read", false, l => l.ToArray() },
    };

    [Theory, MemberData(nameof(ListWrites))]
    public async Task Of_a_list_has_what_moves_the_value_wait(string name, bool waits, Action<SharedList> write)
    {
        SharedUpdate update = As(_first, () => _list.BeginUpdate(1)!);
        Task task = waits ? BeginWaiting(_second, () => write(_list)) : Begin(_second, () => write(_list));

        if (!waits)
        {
            await task.WaitAsync(Deadline.Generous, TestContext.Current.CancellationToken);
        }

        Assert.Equal(!waits, task.IsCompleted);
        Assert.Equal(2, _list[1]);
        As(_first, () => Completed(update, 99));
        await task.WaitAsync(Deadline.Generous, TestContext.Current.CancellationToken);
        Assert.Equal(name is not ("the same" or "clear"), _list.Contains(99));
    }

    [Fact]
    public async Task Lets_those_who_wait_in_their_order()
    {
        SharedUpdate update = Lend(_first, "a");
        List<int> order = [];
        List<Task> waiting = [];

        for (int i = 0; i < 5; i++)
        {
            int me = i;
            waiting.Add(BeginWaiting(_session.Space.Join(), () => _dictionary.Update(_ =>
            {
                order.Add(me);
                return me;
            }, "a")));
        }

        As(_first, () => Completed(update, 1));
        await Task.WhenAll(waiting).WaitAsync(Deadline.Generous, TestContext.Current.CancellationToken);

        Assert.Equal([0, 1, 2, 3, 4], order);
        Assert.Equal(4, _dictionary["a"]);
    }

    [Fact]
    public async Task Who_wants_the_whole_is_not_overtaken()
    {
        SharedUpdate update = Lend(_first, "a");
        Task clear = BeginWaiting(_second, _dictionary.Clear);
        Task later = BeginWaiting(_third, () => _dictionary["z"] = 1);

        As(_first, () => Completed(update, 1));
        await Task.WhenAll(clear, later).WaitAsync(Deadline.Generous, TestContext.Current.CancellationToken);

        Assert.Equal(["z"], _dictionary.Keys.Cast<string>());
    }

    [Fact]
    public void What_throws_leaves_it_as_it_was()
    {
        Assert.Throws<FormatException>(() => _dictionary.Update(_ => throw new FormatException(), "a"));
        Assert.Throws<PiPS.Engine.Values.UnencodableValueException>(() => _dictionary.Update(_ => Console.Out, "a"));
        Assert.Equal(2, _dictionary.Update(value => (int)value! + 1, "a"));
    }

    [Fact]
    public void Within_itself_it_is_refused_and_goes_on()
    {
        using SharedUpdate update = _dictionary.BeginUpdate("a", null, TestContext.Current.CancellationToken)!;

        Refused("UpdateWithinItself", () => _dictionary.BeginUpdate("A"));
        Refused("UpdateWithinItself", () => _dictionary.BeginUpdate());
        Assert.Equal(3, _dictionary.Update(value => (int)value! + 1, "b"));

        // Its own writes don't wait for itself.
        _dictionary["a"] = 7;
        _dictionary.AddRange(new Hashtable { ["c"] = 3 });
        update.Complete(9);
        Assert.Equal(9, _dictionary["a"]);
        Refused("UpdateNotBegun", () => update.Complete(10));
    }

    [Fact]
    public async Task Who_has_a_part_does_not_wait_behind_who_wants_the_whole()
    {
        Task<object?> holder = Begin(_first, () => _dictionary.Update(
            _ =>
            {
                Task clear = BeginWaiting(_second, _dictionary.Clear);
                object? nested = _dictionary.Update(value => (int)value! + 1, "b");
                Assert.False(clear.IsCompleted);
                return nested;
            },
            "a"));

        Assert.Equal(3, await holder.WaitAsync(Deadline.Generous, TestContext.Current.CancellationToken));
        Eventually.Holds(() => _dictionary.Count == 0, "the clearing");
    }

    [Fact]
    public void Changes_the_whole_at_once()
    {
        _dictionary.Update(whole =>
        {
            OrderedDictionary entries = (OrderedDictionary)whole!;
            entries["A"] = 10;
            entries.Remove("b");
            entries["c"] = 3;
            return entries;
        });
        _list.Update(whole => ((object?[])whole!).Append(4).Reverse());

        Assert.Equal([10, 3], _dictionary.Values.Cast<int>());
        Assert.Equal([4, 3, 2, 1], _list);
        Refused("UpdateNotADictionary", () => _dictionary.Update(_ => 5));
        Assert.Equal([10, 3], _dictionary.Values.Cast<int>());
    }

    private static int Completed(SharedUpdate update, object? value)
    {
        update.Complete(value);
        return 0;
    }

    private SharedUpdate Lend(Seat seat, object key) => As(seat, () => _dictionary.BeginUpdate(key)!);
}
