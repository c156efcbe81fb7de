using PiPS.Engine.Workers;

namespace PiPS.Engine.Tests.Workers;

public sealed class WaitingLineTests
{
    private readonly object _gate = new();
    private readonly WaitingLine _line = new();
    private readonly List<int> _woken = [];
    private int _waiting;

    [Fact]
    public void Wakes_one_at_a_time_who_waits_longest_first()
    {
        Thread[] threads = [Waiter(0), Waiter(1), Waiter(2)];

        for (int woken = 1; woken <= 2; woken++)
        {
            Locked(_line.WakeOne);
            Eventually.Holds(() => Woken.Length == woken, "one is woken");
        }

        Assert.Equal([0, 1], Woken);
        Locked(_line.WakeAll);
        Array.ForEach(threads, thread => thread.Join());
        Assert.Equal([0, 1, 2], Woken);
    }

    [Fact]
    public void Whoever_has_waited_long_enough_is_woken_no_more()
    {
        Waiter(0, TimeSpan.FromMilliseconds(1)).Join();
        Thread second = Waiter(1);

        Locked(_line.WakeOne);

        second.Join();
        Assert.False(_line.HasAny);
    }

    private int[] Woken
    {
        get
        {
            lock (_gate)
            {
                return [.. _woken];
            }
        }
    }

    private void Locked(Action act)
    {
        lock (_gate)
        {
            act();
        }
    }

    // Returns once it is in the line.
    private Thread Waiter(int number, TimeSpan? most = null)
    {
        Thread thread = new(() => Locked(() =>
        {
            _waiting++;
            _line.Wait(_gate, most ?? Timeout.InfiniteTimeSpan);
            _woken.Add(number);
        }))
        { IsBackground = true };
        thread.Start();
        Eventually.Holds(() => Volatile.Read(ref _waiting) > number, "it waits");

        // It has counted itself under the lock, which it lets go of only in the line.
        Locked(() => { });
        return thread;
    }
}
