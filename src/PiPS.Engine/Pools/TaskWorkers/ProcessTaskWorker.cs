using System.Collections;
using PiPS.Engine.Launchers;
using PiPS.Engine.Pools.Runs;
using PiPS.Engine.Protocol;
using PiPS.Engine.Sharing;
using PiPS.Engine.Values;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Pools.TaskWorkers;

/// <summary>The pool's end of a worker that is a process.</summary>
internal sealed class ProcessTaskWorker : ITaskWorker
{
    private const int SmallStack = 128 * 1024;

    private readonly WorkerLink _link;
    private readonly IValueCodec _codec;
    private readonly MarkMemory? _mark;
    private readonly ToldMark _toldMark = new();
    private readonly PoolOptions _options;
    private readonly AnswerLine _answers;
    private readonly ShareDesk? _desk;
    private readonly ByteWriter _content = new();
    private int _opened;
    private WorkerLostException? _lost;
    private uint _received;

    /// <param name="process">The process, just started.</param>
    /// <param name="codec">Values as bytes.</param>
    /// <param name="mark">Where it notes the item that it is on; <see langword="null"/> if it is elsewhere, and says so.</param>
    /// <param name="setUp">How it sets itself up.</param>
    /// <param name="options">How long it may take for that.</param>
    public ProcessTaskWorker(WorkerProcess process, IValueCodec codec, MarkMemory? mark, object setUp, PoolOptions options)
    {
        _options = options;
        _link = new(process, Wire.MaximumScriptPayload);
        _codec = codec;
        _mark = mark;
        _answers = new(_link);
        _desk = options.Shares is ShareSpace shares ? new(shares, _answers.Send, isElsewhere: process.Landing is not null) : null;
        Put(FrameKind.SetUp, setUp);
    }

    public int ProcessId => _link.ProcessId;

    public bool IsThisThread => false;

    public bool IsWaiting => _desk?.OpenRequests > 0;

    public int? ExitCode => _link.ExitCode;

    public ItemMark Mark => _mark?.Mark ?? _toldMark.Mark;

    public Landing? Landing => _link.Landing;

    public bool IsDraining => _link.IsDraining;

    public void WaitUntilReady()
    {
        using StartLimit limit = new(Kill);

        try
        {
            Greet(limit);
            _mark?.Hide();
            limit.Set(_options.SetUpLimit, "it wasn't set up");
            Next().Expect(FrameKind.Ready);
        }
        catch (Exception error) when (Obituary.IsLoss(error))
        {
            WorkerLostException lost = _link.Lost(error);
            throw limit.Passed is string late ? new WorkerLostException(ProcessId, $"{lost.Message} That was because {late}.", lost, late) { Landing = lost.Landing } : lost;
        }
    }

    public void Open(object script)
    {
        // Or the item that it ended last would be taken for one of this run's, if it died before it began any.
        _mark?.Clear();
        _toldMark.Clear();
        Interlocked.Increment(ref _opened);
        Put(FrameKind.Open, script);
    }

    public void Post(WorkItem[] batch)
    {
        _content.Truncate();

        foreach (WorkItem item in batch)
        {
            EventCodec.WriteItem(_content, item, _codec);
        }

        _link.Post(FrameKind.Items, _content.Bytes);
    }

    public void Close() => _link.Post(FrameKind.Close, []);

    public void Halt() => _link.Post(FrameKind.Halt, []);

    public bool AskBack() => _link.TrySendNow(FrameKind.AskBack, [], []);

    public bool Take(List<WorkEvent> told)
    {
        if (_lost is not null)
        {
            throw _lost;
        }

        try
        {
            return Read(Next(), told);
        }
        catch (Exception error) when (Obituary.IsLoss(error))
        {
            _lost = _link.Lost(error);

            // First comes what it had no time to send.
            if (error is ProtocolException || !Recover(told))
            {
                throw _lost;
            }

            return true;
        }
    }

    public void Look()
    {
        try
        {
            // While it serves no run it has nothing to say but that it lives, its end, and what a script left running asks.
            while (_link.TryNext(out Frame frame))
            {
                if (!Attend(frame))
                {
                    throw new ProtocolException(Rejection.OutOfOrder, $"A frame of kind {frame.Kind} came while nothing was due.");
                }
            }
        }
        catch (Exception error) when (Obituary.IsLoss(error))
        {
            throw _link.Lost(error);
        }
    }

    public IReadOnlyList<string> Leave()
    {
        _link.Post(FrameKind.Leave, []);

        try
        {
            Frame frame = Next();
            frame.Expect(FrameKind.Left);
            ByteReader source = new(frame.Payload);
            return _codec.Read(ref source) is IEnumerable texts ? [.. texts.Cast<object?>().Select(text => $"{text}")] : [];
        }
        catch (Exception error) when (Obituary.IsLoss(error))
        {
            throw _link.Lost(error);
        }
    }

    public void Stop()
    {
        // A worker that doesn't read, as one that was halted, holds up whoever writes to it: the pool doesn't wait for that.
        int meant = _opened;
        Thread sender = new(() => _link.SendNow(FrameKind.Stop, () => Volatile.Read(ref _opened) == meant), SmallStack)
        {
            IsBackground = true,
            Name = "PiPS stop",
        };
        sender.Start();
    }

    public void Kill() => _link.Kill();

    /// <summary>Waits for its end, after it has said all that it had to say.</summary>
    public void WaitForExit(TimeSpan most) => _link.WaitForExit(most);

    public void Dispose()
    {
        _link.Dispose();
        _answers.Dispose();
        _desk?.Leave(_mark?.Taken ?? default);
        _mark?.Hide();
        _mark?.Dispose();
    }

    private void Greet(StartLimit limit)
    {
        if (_link.Landing is not null)
        {
            // It may wait for its turn for hours.
            using LandingWatch watch = new(_link);
            _ = _link.Greet();
            return;
        }

        limit.Set(_options.HelloLimit, "it didn't say hello");
        _ = _link.Greet();
    }

    // The next that is not about shared objects, or the item that is begun: those are seen to at once.
    private Frame Next()
    {
        Frame frame = _link.Next();

        while (Attend(frame))
        {
            frame = _link.Next();
        }

        return frame;
    }

    private bool Attend(Frame frame)
    {
        switch (frame.Kind)
        {
            case FrameKind.Ask when _desk is not null:
                _desk.Take(frame.Payload);
                return true;
            case FrameKind.Began when _mark is null:
                _toldMark.Take(frame);
                return true;
            default:
                return false;
        }
    }

    private bool Read(Frame frame, List<WorkEvent> told)
    {
        if (frame.Kind == FrameKind.Closed)
        {
            _desk?.EndRun();
            return false;
        }

        frame.Expect(FrameKind.Events);
        _received++;
        Read(frame.Payload, told);
        return true;
    }

    private void Read(ReadOnlySpan<byte> events, List<WorkEvent> told)
    {
        ByteReader source = new(events);

        while (!source.Rest.IsEmpty)
        {
            WorkEvent happened = EventCodec.ReadEvent(ref source, _codec);
            told.Add(happened);

            if (happened.IsEnd && !happened.IsGivenBack && _mark is null)
            {
                _toldMark.Ended(happened.Index);
            }
        }
    }

    private bool Recover(List<WorkEvent> told)
    {
        if (_mark is null)
        {
            return false;
        }

        int before = told.Count;

        try
        {
            Read(_mark.Outbox.Unsent(_received), told);
        }
        catch (ProtocolException)
        {
            // A script may have written anywhere before its process died of it.
            told.RemoveRange(before, told.Count - before);
        }

        return told.Count > before;
    }

    private void Put(FrameKind kind, object value)
    {
        if (value is EncodedValue encoded)
        {
            _link.Post(kind, encoded.Bytes);
            return;
        }

        _content.Truncate();
        _codec.Write(_content, value);
        _link.Post(kind, _content.Bytes);
    }
}
