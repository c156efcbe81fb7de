namespace PiPS.Engine.Workers;

/// <summary>A lock that wakes whoever waits for it after each change. Whoever needs more of it locks it, waits and pulses.</summary>
internal sealed class Gate
{
    public void Change(Action change)
    {
        lock (this)
        {
            change();
            Monitor.PulseAll(this);
        }
    }

    public T Read<T>(Func<T> read)
    {
        lock (this)
        {
            return read();
        }
    }
}
