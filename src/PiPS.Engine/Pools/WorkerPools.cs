using PiPS.Engine.Launchers;
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
    /// <exception cref="Estimating.InvalidOptionException">This process has too few handles of files for them.</exception>
    public static WorkerPool OfProcesses(
        string name, int count, Func<string, WorkerCommand> command, IValueCodec codec, object setUp, PoolOptions? options = null)
        => new(name, "Process", count, new ProcessTaskWorkers(command, codec, setUp, options ?? new()), options ?? new());

    /// <summary>A pool of processes on other machines.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="count">Workers, from 0.</param>
    /// <param name="launcher">How they are put there.</param>
    /// <param name="program">What a worker is started with there, word by word: it becomes a script worker without memory that it shares.</param>
    /// <param name="codec">Values as bytes; see <see cref="Sharing.Memory.LocalMemory"/>.</param>
    /// <param name="setUp">How a worker sets itself up.</param>
    /// <param name="options">How it keeps them; <see langword="null"/> for the usual.</param>
    /// <exception cref="Estimating.InvalidOptionException">What the launcher needs isn't here, or this process has too few handles of files.</exception>
    public static WorkerPool OfLaunched(
        string name, int count, WorkerLauncher launcher, IReadOnlyList<string> program, IValueCodec codec, object setUp, PoolOptions? options = null)
        => new(name, "Process", count, new LaunchedTaskWorkers(launcher, program, codec, setUp, options ?? new()), options ?? new());

    /// <summary>A pool of threads.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="count">Workers, from 0.</param>
    /// <param name="makeHost">Makes what runs scripts, one for each worker.</param>
    /// <param name="setUp">How a worker sets itself up.</param>
    /// <param name="options">How it keeps them; <see langword="null"/> for the usual.</param>
    public static WorkerPool OfThreads(string name, int count, Func<ITaskHost> makeHost, object? setUp, PoolOptions? options = null)
        => new(name, "Thread", count, new ThreadTaskWorkers(makeHost, setUp, options ?? new()), options ?? new());
}
