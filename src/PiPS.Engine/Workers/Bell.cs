namespace PiPS.Engine.Workers;

/// <summary>Wakes one thread that waits for something under a lock that many wait under.</summary>
/// <remarks>
/// <see cref="Monitor.PulseAll"/> wakes them all, to find that one of them was meant: with a thousand workers that is a thousand switches
/// of threads for each word.
/// </remarks>
internal sealed class Bell
{
    private bool _rung;

    /// <summary>Lets go of a lock that the caller holds, once; waits until this is rung, for some time at the most; and takes the lock again.</summary>
    public void Wait(object gate, TimeSpan most)
    {
        Monitor.Exit(gate);

        try
        {
            lock (this)
            {
                if (!_rung)
                {
                    Monitor.Wait(this, most);
                }

                _rung = false;
            }
        }
        finally
        {
            Monitor.Enter(gate);
        }
    }

    /// <summary>Wakes who waits; or else who waits next.</summary>
    public void Ring()
    {
        lock (this)
        {
            _rung = true;
            Monitor.Pulse(this);
        }
    }
}
