using System.Diagnostics;

namespace PiPS.Engine.Pools.TaskWorkers;

/// <summary>Threads of this process as a pool's workers.</summary>
internal sealed class ThreadTaskWorkers : ITaskWorkerSource
{
    private readonly Func<ITaskHost> _makeHost;
    private readonly object? _setUp;
    private readonly PoolOptions _options;
    private readonly Lock _gate = new();
    private readonly List<ThreadTaskWorker> _started = [];

    /// <param name="makeHost">Makes what runs scripts, one for each worker.</param>
    /// <param name="setUp">How a worker sets itself up.</param>
    /// <param name="options">How long it may take for that.</param>
    public ThreadTaskWorkers(Func<ITaskHost> makeHost, object? setUp, PoolOptions options)
    {
        _options = options;
        _makeHost = makeHost;
        _setUp = setUp;
    }

    public ITaskWorker? Start(int? processor, Func<bool> isOver)
    {
        ThreadTaskWorker worker = new(_makeHost, _setUp, processor, _options);

        lock (_gate)
        {
            _started.RemoveAll(other => other.WaitForEnd(TimeSpan.Zero));
            _started.Add(worker);
        }

        return worker;
    }

    public void WaitForEnd(TimeSpan most)
    {
        long began = Stopwatch.GetTimestamp();
        ThreadTaskWorker[] started;

        lock (_gate)
        {
            started = [.. _started];
        }

        foreach (ThreadTaskWorker worker in started)
        {
            TimeSpan left = most - Stopwatch.GetElapsedTime(began);
            worker.WaitForEnd(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        }
    }
}
