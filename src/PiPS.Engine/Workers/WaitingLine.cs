namespace PiPS.Engine.Workers;

/// <summary>Threads that wait under one lock and are woken one by one, who waited longest first. Whoever calls it holds that lock.</summary>
internal sealed class WaitingLine
{
    private readonly LinkedList<Bell> _waiting = new();

    public bool HasAny => _waiting.Count > 0;

    /// <summary>Lets go of the lock, which is held once; waits to be woken, for some time at the most; and takes the lock again.</summary>
    public void Wait(object gate, TimeSpan most)
    {
        LinkedListNode<Bell> place = _waiting.AddLast(new Bell());
        place.Value.Wait(gate, most);

        if (place.List is not null)
        {
            _waiting.Remove(place);
        }
    }

    public void WakeOne()
    {
        if (_waiting.First is LinkedListNode<Bell> first)
        {
            _waiting.RemoveFirst();
            first.Value.Ring();
        }
    }

    public void WakeAll()
    {
        while (_waiting.Count > 0)
        {
            WakeOne();
        }
    }
}
