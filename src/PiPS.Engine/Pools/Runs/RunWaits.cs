using PiPS.Engine.Workers;

namespace PiPS.Engine.Pools.Runs;

/// <summary>Who waits in a run: hands for input or until they aren't held back, and whoever takes the results. Its caller holds the run's lock.</summary>
internal sealed class RunWaits
{
    /// <summary>From so many hands on, results come in together: to wake who takes them for each one would cost as much as all the rest.</summary>
    public const int Crowd = 50;

    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(10);

    private readonly object _gate;
    private readonly WaitingLine _idle = new();
    private bool _gathers;

    /// <param name="gate">The run's lock.</param>
    public RunWaits(object gate)
    {
        _gate = gate;
    }

    /// <summary>A hand waits for input.</summary>
    public void ForInput(TimeSpan most) => _idle.Wait(_gate, most);

    /// <summary>Whoever takes the results waits for one, and then for more to come with it if that is worth while.</summary>
    public void ForResults(TimeSpan most, Func<bool> isWorthWhile)
    {
        Monitor.Wait(_gate, most);

        if (most > Gathering && isWorthWhile())
        {
            _gathers = true;
            Monitor.Wait(_gate, Gathering);
            _gathers = false;
        }
    }

    /// <summary>Has a hand that waits for input look: it says so again if there is more than it takes.</summary>
    public void WakeHand() => _idle.WakeOne();

    /// <summary>Has all hands look that wait for input.</summary>
    public void WakeHands() => _idle.WakeAll();

    /// <summary>Wakes whoever takes the results, and who is held back.</summary>
    /// <param name="isUrgent">Whether that can't wait for more results to come.</param>
    public void WakeTaker(bool isUrgent)
    {
        if (!_gathers || isUrgent)
        {
            Monitor.PulseAll(_gate);
        }
    }
}
