using PiPS.Engine.Sharing.Objects;
using static PiPS.Engine.Tests.Sharing.Objects.ObjectSession;

namespace PiPS.Engine.Tests.Sharing.Objects;

public sealed class LinearizabilityTests
{
    [Fact]
    public void Sees_a_value_that_came_too_late()
    {
        History stale = new();
        stale.Add(OperationKind.Set, 5, 5, begin: 0, end: 10);
        stale.Add(OperationKind.Get, 0, 0, begin: 11, end: 20);
        Assert.False(stale.IsLinearizable(0));

        History atOnce = new();
        atOnce.Add(OperationKind.Set, 5, 5, begin: 0, end: 10);
        atOnce.Add(OperationKind.Get, 0, 0, begin: 9, end: 20);
        Assert.True(atOnce.IsLinearizable(0));
    }

    [Fact]
    public void Sees_a_lost_update()
    {
        History lost = new();
        lost.Add(OperationKind.Update, 1, 1, begin: 0, end: 10);
        lost.Add(OperationKind.Update, 1, 1, begin: 0, end: 10);
        Assert.False(lost.IsLinearizable(0));

        History kept = new();
        kept.Add(OperationKind.Update, 1, 2, begin: 0, end: 10);
        kept.Add(OperationKind.Update, 1, 1, begin: 0, end: 10);
        Assert.True(kept.IsLinearizable(0));
    }

    [Fact]
    public void Sees_readers_that_differ_about_the_order()
    {
        History split = new();
        split.Add(OperationKind.Set, 1, 1, begin: 0, end: 100);
        split.Add(OperationKind.Set, 2, 2, begin: 0, end: 100);
        split.Add(OperationKind.Get, 0, 1, begin: 10, end: 20);
        split.Add(OperationKind.Get, 0, 2, begin: 30, end: 40);
        split.Add(OperationKind.Get, 0, 1, begin: 50, end: 60);
        Assert.False(split.IsLinearizable(0));
    }

    [Fact]
    public void Sees_a_dictionary_that_is_none()
    {
        // Updates of two steps, between which others come: what the checker is for.
        Dictionary<string, int> broken = new() { ["k"] = 0 };
        int caught = 0;

        for (int round = 0; round < 200 && caught == 0; round++)
        {
            broken["k"] = 0;
            caught += Record(
                () => Volatile.Read(ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrNullRef(broken, "k")),
                value => Volatile.Write(ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrNullRef(broken, "k"), value),
                add =>
                {
                    int value = broken["k"];
                    Thread.Yield();
                    return broken["k"] = value + add;
                },
                round).IsLinearizable(0) ? 0 : 1;
        }

        Assert.Equal(1, caught);
    }

    [Fact]
    public void The_dictionary_is_linearizable()
    {
        ObjectSession session = new();
        SharedDictionary dictionary = SharedDictionary.Create(session.Space);

        for (int round = 0; round < 300; round++)
        {
            dictionary["k"] = 0;
            History history = Record(
                () => (int)dictionary["K"]!,
                value => dictionary["k"] = value,
                add => (int)dictionary.Update(value => (int)value! + add, "k")!,
                round,
                session);
            Assert.True(history.IsLinearizable(0), $"Round {round}.");
        }
    }

    private static History Record(Func<int> get, Action<int> set, Func<int, int> update, int seed, ObjectSession? session = null)
    {
        session ??= new();
        History history = new();
        using Barrier together = new(4);

        Task[] workers = [.. Enumerable.Range(0, 4).Select(worker => Begin(session.Space.Join(), () =>
        {
            Random random = new((seed * 4) + worker);
            together.SignalAndWait();

            for (int i = 0; i < 12; i++)
            {
                int given = random.Next(1, 1_000_000);

                switch (random.Next(3))
                {
                    case 0:
                        history.Do(OperationKind.Get, 0, get);
                        break;
                    case 1:
                        history.Do(OperationKind.Set, given, () =>
                        {
                            set(given);
                            return given;
                        });
                        break;
                    default:
                        history.Do(OperationKind.Update, given, () => update(given));
                        break;
                }
            }
        }))];
        Task.WaitAll(workers, TestContext.Current.CancellationToken);
        return history;
    }
}
