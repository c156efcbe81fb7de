namespace PiPS.Engine.Pools.Logging;

/// <summary>Writes ends of items durably, on a thread of its own: what came while a group was on its way to the disk is the next.</summary>
internal sealed class GroupWriter : IDisposable
{
    private readonly object _gate = new();
    private readonly Stream _target;
    private readonly Action _makeDurable;
    private readonly LogLineWriter _lines;
    private readonly Thread _thread;
    private List<LogRecord> _waiting = [];
    private List<LogRecord> _group = [];
    private long _durable;
    private bool _isClosing;
    private Exception? _failure;

    /// <param name="target">Where lines go, from its position on.</param>
    /// <param name="makeDurable">Returns once all that was written stays, even if the machine loses its power.</param>
    /// <param name="lines">Makes them.</param>
    public GroupWriter(Stream target, Action makeDurable, LogLineWriter lines)
    {
        _target = target;
        _makeDurable = makeDurable;
        _lines = lines;
        _thread = new(Work) { IsBackground = true, Name = "PiPS task log" };
        _thread.Start();
    }

    /// <summary>Ends that were given so far.</summary>
    public long Count { get; private set; }

    /// <summary>Gives one: that costs no more than a place in a list.</summary>
    /// <remarks>After the end, and once writing failed, it is dropped.</remarks>
    public void Add(in LogRecord ended)
    {
        lock (_gate)
        {
            if (_isClosing || _failure is not null)
            {
                return;
            }

            _waiting.Add(ended);
            Count++;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Waits until so many are there for good.</summary>
    /// <exception cref="Exception">They can't be written.</exception>
    public void WaitUntilDurable(long count)
    {
        lock (_gate)
        {
            while (_failure is null && _durable < count)
            {
                Monitor.Wait(_gate);
            }

            if (_failure is not null)
            {
                throw _failure;
            }
        }
    }

    /// <summary>Returns once all that was given is there for good, or can't be.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isClosing = true;
            Monitor.PulseAll(_gate);
        }

        _thread.Join();
        _lines.Dispose();
    }

    private void Work()
    {
        while (Next())
        {
            long start = _target.Position;

            try
            {
                _lines.Clear();
                _group.ForEach(ended => _lines.Write(ended));
                _target.Write(_lines.Bytes);
                _makeDurable();
            }
            catch (Exception failure)
            {
                CutOff(start);
                Fail(failure);
                return;
            }

            lock (_gate)
            {
                _durable += _group.Count;
                Monitor.PulseAll(_gate);
            }
        }
    }

    /// <summary>Waits for a group.</summary>
    /// <returns>Whether there is one.</returns>
    private bool Next()
    {
        lock (_gate)
        {
            while (_waiting.Count == 0 && !_isClosing)
            {
                Monitor.Wait(_gate);
            }

            _group.Clear();
            (_waiting, _group) = (_group, _waiting);
            return _group.Count > 0;
        }
    }

    private void Fail(Exception failure)
    {
        lock (_gate)
        {
            _failure = failure;
            _waiting.Clear();
            Monitor.PulseAll(_gate);
        }
    }

    // Half a line is worth nothing; if it can't go now, it goes when the log is opened again.
    private void CutOff(long start)
    {
        try
        {
            _target.SetLength(start);
        }
        catch (Exception error) when (error is IOException or NotSupportedException or UnauthorizedAccessException or ObjectDisposedException)
        {
        }
    }
}
