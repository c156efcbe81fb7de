namespace PiPS.Engine.Pools.TaskWorkers;

/// <summary>Ends a worker that takes too long to get ready.</summary>
internal sealed class StartLimit : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Timer _timer;
    private string? _next;

    /// <param name="end">Ends it; called on another thread.</param>
    public StartLimit(Action end)
    {
        _timer = new(_ => Pass(end));
    }

    /// <summary>What it took too long for, if it did.</summary>
    public string? Passed { get; private set; }

    /// <summary>Sets the next limit, in place of the one before.</summary>
    /// <param name="limit">From now on.</param>
    /// <param name="what">What hasn't happened when it is over.</param>
    public void Set(TimeSpan limit, string what)
    {
        lock (_gate)
        {
            _next = $"{what} within {limit.TotalSeconds} s";
            _timer.Change(limit, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _next = null;
        }

        _timer.Dispose();
    }

    private void Pass(Action end)
    {
        lock (_gate)
        {
            if (_next is not null)
            {
                Passed = _next;
                end();
            }
        }
    }
}
