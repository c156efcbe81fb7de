using PiPS.Engine.Launchers;
using PiPS.Engine.Values;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Pools.TaskWorkers;

/// <summary>Processes on other machines as a pool's workers.</summary>
internal sealed class LaunchedTaskWorkers : ITaskWorkerSource, IDisposable
{
    // A pool may live for months.
    private const int MostNotices = 100;

    private readonly LaunchSession _session;
    private readonly IReadOnlyList<string> _program;
    private readonly IValueCodec _codec;
    private readonly object _setUp;
    private readonly PoolOptions _options;
    private readonly Lock _gate = new();
    private readonly Queue<string> _notices = new();

    /// <param name="launcher">How they are put there.</param>
    /// <param name="program">What a worker is started with there, word by word.</param>
    /// <param name="codec">Values as bytes.</param>
    /// <param name="setUp">How a worker sets itself up.</param>
    /// <param name="options">How long it may take for that.</param>
    /// <exception cref="Estimating.InvalidOptionException">What the launcher needs isn't here.</exception>
    public LaunchedTaskWorkers(WorkerLauncher launcher, IReadOnlyList<string> program, IValueCodec codec, object setUp, PoolOptions options)
    {
        _program = program;
        _codec = codec;
        _setUp = setUp;
        _options = options;
        _session = LaunchSession.Open(launcher, Notice);
    }

    public WorkerLauncher Launcher => _session.Site.Launcher;

    public IReadOnlyList<string> Notices
    {
        get
        {
            lock (_gate)
            {
                return [.. _notices];
            }
        }
    }

    public ITaskWorker? Start(int? processor, Func<bool> isOver)
        => _session.Place(_program, isOver) is WorkerCommand command
            ? new ProcessTaskWorker(WorkerProcess.Start(command), _codec, mark: null, _setUp, _options)
            : null;

    /// <remarks>Disposing of a process waits for its end.</remarks>
    public void WaitForEnd(TimeSpan most)
    {
    }

    /// <summary>All workers have ended.</summary>
    public void Dispose() => _session.Dispose();

    private void Notice(string message)
    {
        lock (_gate)
        {
            _notices.Enqueue(message);

            if (_notices.Count > MostNotices)
            {
                _notices.Dequeue();
            }
        }
    }
}
