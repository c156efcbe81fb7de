using System.Diagnostics;
using PiPS.Engine.Estimating;
using PiPS.Engine.Pools.Runs;
using PiPS.Engine.Pools.TaskWorkers;
using PiPS.Engine.Protocol;
using PiPS.Engine.Workers;

namespace PiPS.SimulatedLauncher;

/// <summary>A worker of a pool that answers from a model: the thread that takes what it says waits until it would have said it.</summary>
internal sealed class SimulatedTaskWorker : ITaskWorker
{
    private readonly LauncherModel _model;
    private readonly WorkerFate _fate;
    private readonly Action _becameReady;
    private readonly Lock _gate = new();
    private readonly Queue<(WorkItem Item, long Posted)> _inHand = new();
    private readonly Pause _pause = new();
    private readonly ManualResetEvent _end = new(false);
    private SimulatedCounting? _counting;
    private long _free = Stopwatch.GetTimestamp();
    private long _item = -1;
    private bool _isOn;
    private bool _isClosed;
    private bool _isStopped;
    private bool _isKilled;
    private WorkerLostException? _lost;

    /// <param name="number">How many were started, this one included.</param>
    /// <param name="model">Whose worker it is.</param>
    /// <param name="becameReady">Called once it is ready.</param>
    public SimulatedTaskWorker(int number, LauncherModel model, Action becameReady)
    {
        // No process has such a number: Linux has four million at the most.
        ProcessId = 10_000_000 + number;
        _model = model;
        _fate = model.Fate(number);
        _becameReady = becameReady;
    }

    public int ProcessId { get; }

    public bool IsThisThread => false;

    public bool IsWaiting => false;

    public int? ExitCode => null;

    public ItemMark Mark
    {
        get
        {
            lock (_gate)
            {
                return _item < 0 ? ItemMark.None
                    : new(_item, !_isOn, _isOn ? Stopwatch.GetElapsedTime(Math.Min(_free, Stopwatch.GetTimestamp())) : TimeSpan.Zero);
            }
        }
    }

    public void WaitUntilReady()
    {
        if (!_pause.Until(Pause.After(_free, _fate.StartUp)) || _fate.DiesAtStart)
        {
            throw Lost();
        }

        _becameReady();
    }

    public void Open(object script)
    {
        lock (_gate)
        {
            _counting = script is byte[] job ? new(Job.Read(new(FrameKind.Job, job)), _model.Counts) : null;
            (_item, _isOn, _isClosed, _isStopped) = (-1, false, false, false);
            _free = Stopwatch.GetTimestamp();

            if (!_isKilled)
            {
                _pause.Begin();
            }
        }
    }

    public void Post(WorkItem[] batch) => Array.ForEach(batch, item => _inHand.Enqueue((item, Stopwatch.GetTimestamp())));

    public void Close() => _isClosed = true;

    public void Halt()
    {
        _inHand.Clear();
        _isClosed = true;
    }

    // It begins what it is given when it is given it.
    public bool AskBack() => false;

    public bool Take(List<WorkEvent> told)
    {
        try
        {
            return _lost is null ? Tell(told) : throw _lost;
        }
        catch (WorkerLostException lost) when (told.Count > 0)
        {
            // First comes what it had no time to send, as a real worker's pool has it.
            _lost = lost;
            return true;
        }
    }

    public IReadOnlyList<string> Leave() => [];

    public void Stop()
    {
        lock (_gate)
        {
            _isStopped = true;
            _pause.End();
        }
    }

    public void Kill()
    {
        lock (_gate)
        {
            _isKilled = true;
            _end.Set();
            _pause.End();
        }
    }

    public void Dispose()
    {
        _end.Dispose();
        _pause.Dispose();
    }

    private bool Tell(List<WorkEvent> told)
    {
        while (_inHand.TryDequeue(out (WorkItem Item, long Posted) next))
        {
            if (!Work(next.Item, next.Posted, told))
            {
                _inHand.Clear();
                return false;
            }

            // What has ended by now is told with it, as a real worker does.
            if (!_inHand.TryPeek(out _) || Stopwatch.GetTimestamp() < Pause.After(_free, _fate.Item))
            {
                return true;
            }
        }

        return _isClosed ? false : throw new InvalidOperationException("It holds nothing, and would be waited for in vain.");
    }

    // Whether the script goes on.
    private bool Work(WorkItem item, long posted, List<WorkEvent> told)
    {
        WorkOutcome outcome = _fate.Next();
        BlockRange? piece = _counting is null ? null : Count.Read(new(FrameKind.Count, (byte[])item.Input!)).Range;
        TimeSpan whole = piece is BlockRange blocks ? _fate.Counting(_counting!.TrialsIn(blocks)) : _fate.Item;
        Begin(item, posted);

        if (outcome == WorkOutcome.Silence)
        {
            _end.WaitOne();
        }

        bool isDone = _pause.Until(Pause.After(_free, outcome == WorkOutcome.Death ? whole / 2.0 : whole));

        if (_isKilled || outcome != WorkOutcome.Answer)
        {
            throw Lost();
        }

        TimeSpan spent = isDone ? whole : TimeSpan.Zero;
        object? output = piece is BlockRange range ? Answer(range, isDone ? 1.0 : 0.0, spent) : item.Input;
        End(spent);

        if (isDone || piece is not null)
        {
            told.Add(WorkEvent.Wrote(item.Index, StreamKind.Output, output));
            told.Add(WorkEvent.Ended(item.Index, ItemStatus.Completed, null, (long)spent.TotalNanoseconds));
        }

        return isDone || !_isStopped;
    }

    private byte[] Answer(BlockRange piece, double share, TimeSpan computing)
        => new FrameEncoder().Counted(_counting!.Answer(piece, share, computing, TimeSpan.Zero)).Bytes[Wire.HeaderSize..].ToArray();

    private void Begin(WorkItem item, long posted)
    {
        lock (_gate)
        {
            _item = item.Index;
            _isOn = true;
            _free = Math.Max(_free, posted);
        }
    }

    private void End(TimeSpan spent)
    {
        lock (_gate)
        {
            _isOn = false;
            _free = Pause.After(_free, spent);
        }
    }

    private WorkerLostException Lost() => new(ProcessId, $"Worker {ProcessId} was lost, as its model had it.");
}
