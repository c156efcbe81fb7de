using PiPS.Engine.Pools.TaskWorkers;
using PiPS.Engine.Values;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Pools;

/// <summary>Starts pools.</summary>
public static class WorkerPools
{
    /// <summary>A pool of processes.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="count">Workers, from 0.</param>
    /// <param name="command">What a worker is started with, given where it notes the item that it is on.</param>
    /// <param name="codec">Values as bytes.</param>
    /// <param name="setUp">How a worker sets itself up.</param>
    /// <param name="options">How it keeps them; <see langword="null"/> for the usual.</param>
    public static WorkerPool OfProcesses(
        string name, int count, Func<string, WorkerCommand> command, IValueCodec codec, object setUp, PoolOptions? options = null)
        => new(name, "Process", count, new ProcessTaskWorkers(command, codec, setUp, options ?? new()), options ?? new());

    /// <summary>A pool of threads.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="count">Workers, from 0.</param>
    /// <param name="makeHost">Makes what runs scripts, one for each worker.</param>
    /// <param name="setUp">How a worker sets itself up.</param>
    /// <param name="options">How it keeps them; <see langword="null"/> for the usual.</param>
    public static WorkerPool OfThreads(string name, int count, Func<ITaskHost> makeHost, object? setUp, PoolOptions? options = null)
        => new(name, "Thread", count, new ThreadTaskWorkers(makeHost, setUp, options ?? new()), options ?? new());
}
