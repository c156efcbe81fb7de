namespace PiPS.Engine.Pools;

/// <summary>Threads of this process as a pool's workers.</summary>
internal sealed class ThreadTaskWorkers : ITaskWorkerSource
{
    private readonly Func<ITaskHost> _makeHost;
    private readonly object? _setUp;
    private readonly PoolOptions _options;

    /// <param name="makeHost">Makes what runs scripts, one for each worker.</param>
    /// <param name="setUp">How a worker sets itself up.</param>
    /// <param name="options">How long it may take for that.</param>
    public ThreadTaskWorkers(Func<ITaskHost> makeHost, object? setUp, PoolOptions options)
    {
        _options = options;
        _makeHost = makeHost;
        _setUp = setUp;
    }

    public ITaskWorker Start(int? processor) => new ThreadTaskWorker(_makeHost, _setUp, processor, _options.SetUpLimit);
}
