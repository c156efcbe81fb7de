using System.Collections;
using PiPS.Engine.Sharing;
using PiPS.Engine.Sharing.Objects;
using static PiPS.Engine.Tests.Sharing.Objects.ObjectSession;

namespace PiPS.Engine.Tests.Sharing.Objects;

public sealed class UpdateEndTests
{
    private readonly ObjectSession _session = new();
    private readonly SharedDictionary _dictionary;
    private readonly Seat _first;
    private readonly Seat _second;
    private readonly Seat _third;

    public UpdateEndTests()
    {
        _dictionary = SharedDictionary.Create(_session.Space, "d", new Hashtable { ["a"] = 1, ["b"] = 2 });
        (_first, _second, _third) = (_session.Space.Join(), _session.Space.Join(), _session.Space.Join());
    }

    [Fact]
    public async Task Whoever_dies_or_ends_gives_it_up_unchanged()
    {
        Lend(_first, "a");
        Task<object?> next = BeginWaiting(_second, () => _dictionary.Update(value => (int)value! + 10, "a"));
        _session.Space.Leave(_first, default);
        Assert.Equal(11, await next.WaitAsync(Deadline.Generous, TestContext.Current.CancellationToken));

        SharedUpdate third = Lend(_third, "a");
        next = BeginWaiting(_second, () => _dictionary.Update(value => (int)value! + 10, "a"));
        _session.Space.EndRun(_third);
        Assert.Equal(21, await next.WaitAsync(Deadline.Generous, TestContext.Current.CancellationToken));

        // What it says later counts no more.
        As(_third, () => Completed(third, "late"));
        Assert.Equal(21, _dictionary["a"]);
        Assert.Empty(_third.Holds);
    }

    [Fact]
    public async Task Who_waits_and_dies_is_passed_over()
    {
        SharedUpdate update = Lend(_first, "a");
        Task dead = BeginWaiting(_second, () => _dictionary["a"] = "dead");
        Task next = BeginWaiting(_third, () => _dictionary["a"] = "next");
        _session.Space.Leave(_second, default);
        As(_first, () => Completed(update, 1));

        await Task.WhenAll(dead, next).WaitAsync(Deadline.Generous, TestContext.Current.CancellationToken);
        Assert.Equal("next", _dictionary["a"]);
    }

    [Fact]
    public async Task Who_waited_for_the_whole_and_gave_up_holds_nobody_back()
    {
        SharedUpdate update = Lend(_first, "a");
        using CancellationTokenSource stop = new();
        Task<SharedUpdate?> whole = BeginWaiting(_second, () => _dictionary.BeginUpdate(null, null, stop.Token));
        Task behind = BeginWaiting(_third, () => _dictionary["b"] = "behind");

        await stop.CancelAsync();
        await behind.WaitAsync(Deadline.Generous, TestContext.Current.CancellationToken);

        Assert.Null(await whole);
        Assert.Equal("behind", _dictionary["b"]);
        As(_first, () => Completed(update, 1));
    }

    [Fact]
    public void A_time_out_leaves_nothing_behind()
    {
        SharedUpdate update = Lend(_first, "a");

        Assert.Null(As(_second, () => _dictionary.BeginUpdate("a", TimeSpan.Zero, TestContext.Current.CancellationToken)));
        Assert.Null(As(_second, () => _dictionary.BeginUpdate("a", TimeSpan.FromMilliseconds(1), TestContext.Current.CancellationToken)));
        As(_first, () => Completed(update, 5));
        Assert.Equal(6, As(_third, () => _dictionary.Update(value => (int)value! + 1, "a")));
        Assert.Empty(_second.Holds);
    }

    [Fact]
    public async Task Time_outs_that_race_with_their_turn_lose_nothing()
    {
        int taken = 0;
        Task[] workers = [.. Enumerable.Range(0, 4).Select(worker => Begin(_session.Space.Join(), () =>
        {
            Random random = new(worker);

            for (int i = 0; i < 2000; i++)
            {
                using SharedUpdate? update = _dictionary.BeginUpdate("hits", TimeSpan.FromTicks(random.Next(2) * random.Next(20_000)), TestContext.Current.CancellationToken);

                if (update is not null)
                {
                    Interlocked.Increment(ref taken);
                    Thread.SpinWait(random.Next(200));
                    update.Complete((int)(update.Value ?? 0) + 1);
                }
            }
        }))];
        await Task.WhenAll(workers).WaitAsync(Deadline.Generous, TestContext.Current.CancellationToken);

        Assert.True(taken > 0);
        Assert.Equal(taken, _dictionary["hits"]);
        Assert.NotNull(_dictionary.BeginUpdate(null, TimeSpan.Zero, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Two_workers_that_wait_for_each_other_are_told()
    {
        using Barrier both = new(2);
        Task<string>[] workers = [.. new[] { ("a", "b"), ("b", "a") }.Select(keys => Begin(_session.Space.Join(), () =>
        {
            using SharedUpdate mine = _dictionary.BeginUpdate(keys.Item1)!;
            both.SignalAndWait();

            try
            {
                using SharedUpdate other = _dictionary.BeginUpdate(keys.Item2)!;
                return "had both";
            }
            catch (ShareException refused)
            {
                return refused.Id;
            }
        }))];

        string[] ends = await Task.WhenAll(workers).WaitAsync(Deadline.Generous, TestContext.Current.CancellationToken);
        Assert.Equal(["UpdateDeadlock", "had both"], ends.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Whoever_waits_when_it_is_removed_is_told()
    {
        Lend(_first, "a");
        Task<Exception?> waiting = BeginWaiting(_second, () => Record.Exception(() => _dictionary.BeginUpdate("a", null, TestContext.Current.CancellationToken)));
        _session.Space.Remove(_dictionary);

        Assert.Equal("SharedObjectRemoved", ((ShareException)(await waiting.WaitAsync(Deadline.Generous, TestContext.Current.CancellationToken))!).Id);
        _session.Space.Leave(_first, default);
    }

    private static int Completed(SharedUpdate update, object? value)
    {
        update.Complete(value);
        return 0;
    }

    private SharedUpdate Lend(Seat seat, object key) => As(seat, () => _dictionary.BeginUpdate(key)!);
}
