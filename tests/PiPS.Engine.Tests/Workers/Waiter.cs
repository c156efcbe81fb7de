using PiPS.Engine.Estimating;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Tests.Workers;

/// <summary>A hand that waits for work on a thread of its own, as a worker's thread does.</summary>
internal sealed class Waiter : IDisposable
{
    private readonly Dealer _dealer;
    private readonly Thread _thread;
    private BlockRange? _taken;

    private Waiter(Dealer dealer, int hand)
    {
        _dealer = dealer;
        _thread = new(() => _taken = dealer.Take(hand, wait: true)) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>Lets a hand wait, and returns when it does.</summary>
    public static Waiter Taking(Dealer dealer, int hand)
    {
        Waiter waiter = new(dealer, hand);
        Assert.True(SpinWait.SpinUntil(waiter.WaitsOrHasReturned, Deadline.Generous));
        return waiter;
    }

    /// <summary>What it takes in the end, if something is done over and over.</summary>
    public BlockRange? Taken(Action act)
    {
        act();
        Assert.True(HasReturned(), "Nothing was dealt to it.");
        return _taken;
    }

    /// <summary>What it takes while something is done some times.</summary>
    public BlockRange? TakenWhile(Action act)
    {
        for (int i = 0; i < 20; i++)
        {
            act();
        }

        // It has been woken, if it was; it needs the lock that this takes, before it can say so.
        _ = _dealer.Tally;
        return _thread.Join(TimeSpan.FromMilliseconds(20)) ? _taken : null;
    }

    private bool WaitsOrHasReturned() => (_thread.ThreadState & (ThreadState.WaitSleepJoin | ThreadState.Stopped)) != 0;

    public bool HasReturned() => _thread.Join(Deadline.Generous);

    public void Dispose()
    {
        _dealer.Close();
        _thread.Join();
    }
}
