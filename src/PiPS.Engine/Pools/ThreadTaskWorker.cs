using PiPS.Engine.Workers;

namespace PiPS.Engine.Pools;

/// <summary>A worker that is a thread of this process. It can't be killed: it is stopped, and abandoned if it doesn't.</summary>
internal sealed class ThreadTaskWorker : ITaskWorker
{
    private readonly ThreadMailbox _mailbox = new();
    private readonly Func<ITaskHost> _makeHost;
    private readonly object? _setUp;
    private readonly Thread _thread;
    private readonly TaskCompletionSource _ready = new();
    private ITaskHost? _settingUp;

    /// <param name="makeHost">Makes what runs scripts; called on the worker's thread.</param>
    /// <param name="setUp">What makes it ready, if anything.</param>
    public ThreadTaskWorker(Func<ITaskHost> makeHost, object? setUp)
    {
        _makeHost = makeHost;
        _setUp = setUp;

        // Background: an abandoned one never keeps the session from exiting.
        _thread = new(Live) { IsBackground = true, Name = "PiPS pool runspace" };
        _thread.Start();
    }

    public int ProcessId => Environment.ProcessId;

    public bool IsThisThread => Thread.CurrentThread == _thread;

    public int? ExitCode => null;

    public ItemMark Mark => _mailbox.Mark;

    public void WaitUntilReady()
    {
        try
        {
            _ready.Task.GetAwaiter().GetResult();
        }
        catch (Exception error)
        {
            throw new WorkerLostException(ProcessId, $"A worker thread couldn't be set up: {error.Message}", error);
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

    public bool Take(List<WorkEvent> told) => _mailbox.Take(told)
        ?? throw new WorkerLostException(ProcessId, "The worker thread was told to stop and is abandoned; it ends when its script does.");

    public void Stop() => _mailbox.PutStop();

    public void Kill()
    {
        _mailbox.Abandon();

        if (_ready.TrySetException(new OperationCanceledException("It was told to stop.")))
        {
            Interlocked.CompareExchange(ref _settingUp, null, null)?.Interrupt();
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
            using ITaskHost host = _makeHost();
            Interlocked.Exchange(ref _settingUp, host);

            if (_setUp is not null && !_ready.Task.IsCompleted)
            {
                host.SetUp(_setUp);
            }

            _settingUp = null;
            _ready.TrySetResult();

            while (_mailbox.WaitForScript(host.Interrupt) is object script)
            {
                host.Run(script, _mailbox);
                _mailbox.EndScript();
            }
        }
        catch (Exception error)
        {
            // Before it was ready, whoever waits is told; later, whoever takes.
            _ready.TrySetException(error);
            _mailbox.Abandon();
        }
    }
}
