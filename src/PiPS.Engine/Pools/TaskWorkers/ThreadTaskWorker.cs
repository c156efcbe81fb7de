using PiPS.Engine.Machine;
using PiPS.Engine.Pools.Blocks;
using PiPS.Engine.Pools.Runs;
using PiPS.Engine.Sharing;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Pools.TaskWorkers;

/// <summary>A worker that is a thread of this process. It can't be killed: it is stopped, and abandoned if it doesn't.</summary>
internal sealed class ThreadTaskWorker : ITaskWorker
{
    private readonly ThreadMailbox _mailbox = new();
    private readonly Func<ITaskHost> _makeHost;
    private readonly object? _setUp;
    private readonly int? _processor;
    private readonly TimeSpan _limit;
    private readonly Seat? _seat;
    private readonly Thread _thread;
    private readonly TaskCompletionSource _ready = new();
    private readonly TaskCompletionSource<IReadOnlyList<string>> _left = new();
    private readonly Lock _gate = new();
    private ITaskHost? _host;

    /// <param name="makeHost">Makes what runs scripts; called on the worker's thread.</param>
    /// <param name="setUp">What makes it ready, if anything.</param>
    /// <param name="processor">The logical processor that it is kept on; <see langword="null"/> for no such limit.</param>
    /// <param name="options">How long it may take to get ready, and the shared objects that it reaches.</param>
    public ThreadTaskWorker(Func<ITaskHost> makeHost, object? setUp, int? processor, PoolOptions options)
    {
        _limit = options.SetUpLimit;
        _seat = options.Shares?.Join();
        _processor = processor;
        _makeHost = makeHost;
        _setUp = setUp;

        // Background: an abandoned one never keeps the session from exiting.
        _thread = new(Live) { IsBackground = true, Name = "PiPS pool runspace" };
        _thread.Start();
    }

    public int ProcessId => Environment.ProcessId;

    public bool IsWaiting => _seat?.Space.Waits(_seat) ?? false;

    public bool IsThisThread => Thread.CurrentThread == _thread;

    public int? ExitCode => null;

    public ItemMark Mark => _mailbox.Mark;

    public void WaitUntilReady()
    {
        try
        {
            _ready.Task.WaitAsync(_limit).GetAwaiter().GetResult();
        }
        catch (TimeoutException error)
        {
            string late = $"it wasn't set up within {_limit.TotalSeconds} s";
            throw new WorkerLostException(ProcessId, $"A worker thread was given up: {late}.", error, late);
        }
        catch (Exception error)
        {
            throw new WorkerLostException(ProcessId, $"A worker thread couldn't be set up: {error.Message}", error, error.Message);
        }
    }

    public void Open(object script)
    {
        // Or the item that it ended last would be taken for one of this run's, if it died before it began any.
        _mailbox.ClearMark();
        _mailbox.PutScript(script);
    }

    public void Post(WorkItem[] batch) => _mailbox.PutItems(batch);

    public void Close() => _mailbox.PutClose();

    public void Halt() => _mailbox.PutHalt();

    public bool AskBack()
    {
        _mailbox.PutAskBack();
        return true;
    }

    public bool Take(List<WorkEvent> told) => _mailbox.Take(told)
        ?? throw new WorkerLostException(ProcessId, "The worker thread was told to stop and is abandoned; it ends when its script does.");

    public IReadOnlyList<string> Leave()
    {
        _mailbox.PutLeave();

        try
        {
            return _left.Task.GetAwaiter().GetResult();
        }
        catch (Exception error)
        {
            throw new WorkerLostException(ProcessId, $"The worker thread didn't get to its end: {error.Message}", error);
        }
    }

    public void Stop() => _mailbox.PutStop();

    public void Kill()
    {
        OperationCanceledException told = new("it was told to stop.");
        _ready.TrySetException(told);
        _left.TrySetException(told);
        _mailbox.Abandon();
        _seat?.Space.Leave(_seat, _seat.Close());

        lock (_gate)
        {
            // What runs before the first script or after the last is no business of the mailbox.
            _host?.Interrupt();
        }
    }

    /// <summary>Waits for the end of one that was killed.</summary>
    /// <returns>Whether it has ended: a script may ignore that it is told to stop.</returns>
    public bool WaitForEnd(TimeSpan most) => _thread == Thread.CurrentThread || _thread.Join(most);

    public void Dispose() => Kill();

    private void Live()
    {
        try
        {
            ShareSpace.Sit(_seat);
            using ThreadPin pin = ThreadPin.To(_processor);
            using ITaskHost host = _makeHost();

            try
            {
                Have(host);
                Serve(host);
            }
            finally
            {
                Have(null);
            }
        }
        catch (Exception error)
        {
            // Before it was ready, whoever waits is told; later, whoever takes.
            _ready.TrySetException(error);
            _left.TrySetException(error);
            _mailbox.Abandon();
        }
    }

    private void Serve(ITaskHost host)
    {
        if (_setUp is not null && !_ready.Task.IsCompleted)
        {
            host.SetUp(_setUp);
        }

        _ready.TrySetResult();

        while (_mailbox.WaitForScript(host.Interrupt) is object script)
        {
            if (!BlockTask.TryRun(script, _mailbox))
            {
                host.Run(script, _mailbox);
            }

            _seat?.Space.EndRun(_seat);
            _mailbox.EndScript();
        }

        if (_mailbox.IsLeaving)
        {
            _left.TrySetResult(host.TearDown());
        }
    }

    private void Have(ITaskHost? host)
    {
        lock (_gate)
        {
            _host = host;
        }
    }
}
