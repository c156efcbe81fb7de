using PiPS.Engine.Pools.Runs;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Pools.TaskWorkers;

/// <summary>A worker's own end: what it is to do comes in, what its scripts say goes out.</summary>
/// <remarks>One thread runs scripts and takes; another puts in what came.</remarks>
public abstract class TaskMailbox
{
    private readonly Gate _gate = new();
    private readonly Queue<WorkItem> _items = new();
    private readonly Queue<object> _scripts = new();
    private bool _isOpen;
    private bool _isClosing;
    private bool _isStopped;
    private bool _hasEnded;
    private bool _isLeaving;
    private int _givingBack;
    private Action? _stop;

    /// <summary>Whether the script is to stop, and begin nothing more.</summary>
    public bool IsStopped => _gate.Read(() => _isStopped);

    /// <summary>Whether the worker is to end, and to run what shall run then.</summary>
    internal bool IsLeaving => _gate.Read(() => _isLeaving);

    /// <summary>Waits for the next script.</summary>
    /// <param name="stop">Called, on another thread or on this one as it waits for an answer, to stop it: it doesn't wait for that.</param>
    /// <returns>Nothing when no more come.</returns>
    public object? WaitForScript(Action stop)
    {
        lock (_gate)
        {
            while (_scripts.Count == 0 && !_hasEnded && !_isLeaving)
            {
                Monitor.Wait(_gate);
            }

            _stop = stop;
            _isOpen = !_hasEnded && _scripts.Count > 0;
            return _isOpen ? _scripts.Dequeue() : null;
        }
    }

    /// <summary>Waits for the script's next item.</summary>
    /// <returns>Nothing when no more come for this script.</returns>
    public WorkItem? TakeItem()
    {
        WorkItem? item = Next(wait: false);

        if (item is null && !IsStopped)
        {
            // It may be long until the next comes.
            Flush();
            item = Next(wait: true);
        }

        return item;
    }

    /// <summary>Notes that an item is begun: for time-outs, and to know what was lost if the worker dies.</summary>
    public abstract void Begin(long index);

    /// <summary>Tells something: an item's words, or its end.</summary>
    public abstract void Tell(WorkEvent told);

    /// <summary>The script has ended, after a close or a stop.</summary>
    public void EndScript()
    {
        lock (_gate)
        {
            while (_givingBack > 0)
            {
                Monitor.Wait(_gate);
            }

            _stop = null;
            _isOpen = false;
            _items.Clear();
        }

        TellClosed();
    }

    /// <summary>Begins a script, once those before it ended.</summary>
    /// <remarks>A stop or a close that came late was meant for the one before.</remarks>
    internal void PutScript(object script) => _gate.Change(() =>
    {
        _scripts.Enqueue(script);
        _isStopped = false;
        _isClosing = false;
    });

    /// <summary>Gives items for it.</summary>
    internal void PutItems(IEnumerable<WorkItem> items) => _gate.Change(() =>
    {
        foreach (WorkItem item in items)
        {
            _items.Enqueue(item);
        }
    });

    /// <summary>No more items come for it.</summary>
    internal void PutClose() => _gate.Change(() => _isClosing = true);

    /// <summary>No more items come for it, and those that it has aren't to be begun.</summary>
    internal void PutHalt() => _gate.Change(() =>
    {
        _isClosing = true;
        _items.Clear();
    });

    /// <summary>The items that it has and hasn't begun are wanted back.</summary>
    internal abstract void PutAskBack();

    /// <summary>It is to stop.</summary>
    internal void PutStop()
    {
        Action? stop = null;
        _gate.Change(() =>
        {
            _isStopped = true;
            _items.Clear();
            stop = _isOpen ? _stop : null;
        });
        stop?.Invoke();
    }

    /// <summary>No more scripts come, and it is to end by choice.</summary>
    internal void PutLeave() => _gate.Change(() => _isLeaving = true);

    /// <summary>Nothing comes any more.</summary>
    internal void PutEnd() => _gate.Change(() => _hasEnded = true);

    /// <summary>Gives back the items that aren't begun: nobody will begin them here.</summary>
    /// <param name="tell">Tells of them. No other item is begun meanwhile, since these would be taken for ended ones if the worker died on it; nor does the script end.</param>
    protected void GiveBack(Action<IReadOnlyList<WorkItem>> tell)
    {
        WorkItem[] unbegun = [];
        _gate.Change(() =>
        {
            unbegun = [.. _items];
            _items.Clear();
            _givingBack++;
        });

        try
        {
            tell(unbegun);
        }
        finally
        {
            _gate.Change(() => _givingBack--);
        }
    }

    /// <summary>Sends what was told, before a wait.</summary>
    protected abstract void Flush();

    /// <summary>Tells that the script has ended.</summary>
    protected abstract void TellClosed();

    private WorkItem? Next(bool wait)
    {
        lock (_gate)
        {
            while (_givingBack > 0 || (wait && _items.Count == 0 && !_isClosing && !_isStopped && !_hasEnded))
            {
                Monitor.Wait(_gate);
            }

            // Who was told to stop begins nothing more, not even what came after that.
            return !_isStopped && _items.TryDequeue(out WorkItem? item) ? item : null;
        }
    }
}
