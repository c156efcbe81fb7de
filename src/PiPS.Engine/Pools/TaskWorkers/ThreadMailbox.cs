using System.Diagnostics;
using PiPS.Engine.Pools.Runs;

namespace PiPS.Engine.Pools.TaskWorkers;

/// <summary>The mailbox of a worker that is a thread: values pass as they are.</summary>
internal sealed class ThreadMailbox : TaskMailbox
{
    // What a script says waits here for the pool; a script that says more waits itself.
    private const int Room = 4096;
    private static readonly TimeSpan Holds = TimeSpan.FromMilliseconds(3);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(10);

    private readonly object _gate = new();
    private readonly List<WorkEvent> _told = [];
    private long _flushed;
    private long _began;
    private long _mark = 1;
    private bool _isClosed;
    private bool _isAbandoned;

    public ItemMark Mark
    {
        get
        {
            long since = Volatile.Read(ref _began);
            long item = Volatile.Read(ref _mark);
            return new((item >> 1) - 1, (item & 1) != 0, Stopwatch.GetElapsedTime(since));
        }
    }

    /// <summary>A new run begins: its indices are others.</summary>
    public void ClearMark() => Volatile.Write(ref _mark, 1);

    public override void Begin(long index)
    {
        Volatile.Write(ref _began, Stopwatch.GetTimestamp());
        Volatile.Write(ref _mark, (index + 1) << 1);
    }

    public override void Tell(WorkEvent told)
    {
        lock (_gate)
        {
            while (_told.Count >= Room && !_isAbandoned)
            {
                Monitor.PulseAll(_gate);
                Monitor.Wait(_gate);
            }

            if (_isAbandoned)
            {
                // Its end is told by whoever gave it up.
                return;
            }

            _told.Add(told);

            if (told.IsEnd)
            {
                _mark |= 1;
            }

            // Words travel together; the pool isn't woken for each. It looks by itself once in a while.
            if (told.IsUrgent || Stopwatch.GetElapsedTime(_flushed) > Holds)
            {
                _flushed = Stopwatch.GetTimestamp();
                Monitor.PulseAll(_gate);
            }
        }
    }

    /// <summary>Waits for what the worker says.</summary>
    /// <returns>Whether it goes on; nothing if it was abandoned.</returns>
    public bool? Take(List<WorkEvent> told)
    {
        lock (_gate)
        {
            while (_told.Count == 0 && !_isClosed && !_isAbandoned)
            {
                // Not for good: what a script said just before it hangs is told without being called.
                Monitor.Wait(_gate, Longest);
            }

            if (_isAbandoned && _told.Count == 0)
            {
                return null;
            }

            told.AddRange(_told);
            _told.Clear();
            bool closed = _isClosed;
            _isClosed = false;
            Monitor.PulseAll(_gate);
            return !closed;
        }
    }

    /// <summary>Waits no longer for the worker.</summary>
    public void Abandon()
    {
        lock (_gate)
        {
            _isAbandoned = true;
            Monitor.PulseAll(_gate);
        }

        PutStop();
        PutEnd();
    }

    internal override void PutAskBack() => GiveBack(items =>
    {
        lock (_gate)
        {
            // There is always room for these: whoever asks doesn't wait.
            _told.AddRange(items.Select(item => WorkEvent.Skipped(item.Index)));
            Monitor.PulseAll(_gate);
        }
    });

    protected override void Flush()
    {
        lock (_gate)
        {
            Monitor.PulseAll(_gate);
        }
    }

    protected override void TellClosed()
    {
        lock (_gate)
        {
            _isClosed = true;
            Monitor.PulseAll(_gate);
        }
    }
}
