using System.Diagnostics;
using PiPS.Engine.Pools;
using PiPS.Engine.Pools.Logging;
using PiPS.Engine.Pools.Runs;

namespace PiPS.Cmdlets.Pools;

/// <summary>One Invoke-WorkerTask as it is carried out: its run, its pool if that is its own, and what ends it.</summary>
internal sealed class TaskSession : IDisposable
{
    private const long LongestHold = 20;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestLeave = TimeSpan.FromSeconds(2);

    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly WorkerPool _pool;
    private readonly bool _ownsPool;
    private readonly WorkRun _run;
    private readonly ITaskSink _sink;
    private readonly InputEncoder? _encoder;
    private readonly TaskEmitter _emitter;
    private readonly TaskProgress _progress;
    private readonly double? _longest;
    private readonly TaskLog? _log;
    private long _passed = Environment.TickCount64;

    /// <param name="pool">Where to run.</param>
    /// <param name="ownsPool">Whether the pool ends with this.</param>
    /// <param name="run">What to run; it isn't begun yet.</param>
    /// <param name="sink">Where what is told goes.</param>
    /// <param name="asResult">Whether there is one result for each item.</param>
    /// <param name="longest">Seconds that it may take; nothing for no limit.</param>
    /// <param name="log">The run's log, which ends with this.</param>
    public TaskSession(WorkerPool pool, bool ownsPool, WorkRun run, ITaskSink sink, bool asResult, double? longest, TaskLog? log)
    {
        _pool = pool;
        _ownsPool = ownsPool;
        _run = run;
        _sink = sink;
        _encoder = InputEncoder.For(pool);
        _emitter = new(sink, pool.Type == nameof(PoolType.Thread), asResult);
        _progress = new(sink);
        _longest = longest;
        _log = log;
    }

    /// <summary>Whether another thread than the one that offers passes on what is told.</summary>
    public bool IsBackground { get; init; }

    /// <summary>Lets the pool begin.</summary>
    public void Begin() => _pool.Begin(_run);

    /// <summary>Gives an input. While there is no room for it, passes on what is told.</summary>
    public void Offer(object? item)
    {
        byte[]? encoded = _encoder?.Encode(item);

        while (!_run.Offer(item, encoded) && !_run.IsHalted && !_run.IsCancelled)
        {
            Pass(Look, forRoom: true);
        }

        _progress.Offered++;

        // Input that comes slowly isn't to hold results back. The clock that ticks seldom is the cheap one.
        if (!IsBackground && Environment.TickCount64 - _passed > LongestHold)
        {
            Pass(TimeSpan.Zero, forRoom: true);
        }
    }

    /// <summary>Says that no more input comes.</summary>
    public void CompleteInput() => _run.CompleteInput();

    /// <summary>Passes on what is told, to the run's end.</summary>
    /// <returns>Whether everything was begun: not if too much failed.</returns>
    /// <exception cref="TaskTimeoutException">It took too long, and was stopped.</exception>
    /// <exception cref="TaskLogException">The log can't be written.</exception>
    public bool Finish()
    {
        while (!_run.IsEnded)
        {
            Pass(Look, forRoom: false);
        }

        Pass(Look, forRoom: false);
        _log?.Complete();
        _progress.Complete();

        if (_log?.Unknown > 0)
        {
            _sink.Write(-1, StreamKind.Warning, LogArgument.Unknown(_log));
        }

        if (!_run.IsHalted)
        {
            return true;
        }

        _sink.Write(-1, StreamKind.Error, Errors.TooManyFailures(_emitter.Done - _emitter.Skipped));
        return false;
    }

    /// <summary>Begins nothing more, and stops what runs. Any thread may call this.</summary>
    public void Cancel() => _run.Cancel();

    /// <summary>However it ended, nothing of it runs on.</summary>
    public void Dispose()
    {
        _run.Cancel();

        if (_ownsPool)
        {
            _pool.Dispose();
        }

        _run.WaitUntilLeft(LongestLeave);
        _log?.Dispose();
    }

    private void Pass(TimeSpan most, bool forRoom)
    {
        _passed = Environment.TickCount64;

        try
        {
            _run.Take(most, forRoom).ForEach(_emitter.Emit);
            _progress.Report(_emitter.Done, _emitter.Skipped);
        }
        catch
        {
            // Whoever is behind in the pipeline has had enough.
            _run.Cancel();
            throw;
        }

        if (Stopwatch.GetElapsedTime(_began).TotalSeconds > _longest)
        {
            _run.Cancel();
            throw new TaskTimeoutException(_longest.Value, _emitter.Done);
        }
    }
}
