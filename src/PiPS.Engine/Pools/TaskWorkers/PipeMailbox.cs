using System.Diagnostics;
using PiPS.Engine.Pools.Runs;
using PiPS.Engine.Protocol;
using PiPS.Engine.Sharing;
using PiPS.Engine.Values;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Pools.TaskWorkers;

/// <summary>The mailbox of a worker process: frames come in on one thread, and go out in bunches.</summary>
internal sealed partial class PipeMailbox : TaskMailbox
{
    private const int Bunch = Outbox.Capacity * 3 / 4;
    private const int RoundsBeforeSleep = 50;

    // Words travel together for so long: each message wakes two threads of the parent, which costs as much as a tenth of a millisecond of work.
    private static readonly TimeSpan Holds = TimeSpan.FromMilliseconds(3);

    private readonly object _gate = new();
    private readonly WorkerChannel _channel;
    private readonly IValueCodec _codec;
    private readonly MarkMemory? _mark;
    private readonly LifeSigns _signs;
    private readonly Lock _writing = new();
    private readonly ChannelReading _reading;
    private readonly FrameEncoder _encoder = new();
    private readonly ByteWriter _events = new();
    private readonly RemoteSpace _shares;
    private readonly Thread _flusher;
    private long _flushed;
    private bool _flusherSleeps;

    /// <param name="channel">To the parent.</param>
    /// <param name="codec">Values as bytes.</param>
    /// <param name="mark">Where to note the item that is run; <see langword="null"/> where no memory is shared with the parent, which is told then.</param>
    /// <param name="shares">The shared objects of the parent.</param>
    public PipeMailbox(WorkerChannel channel, IValueCodec codec, MarkMemory? mark, RemoteSpace shares)
    {
        _shares = shares;
        _signs = new(channel, _writing, tellsOfEnd: mark is null);
        _reading = new(channel, _signs.Parent, Obey);
        shares.Connect(Ask, mark is null ? null : mark.Handed, _reading);

        // How far a script got with what it took ahead, nobody would know after its worker's death.
        shares.TakesAhead = mark is not null;
        _channel = channel;
        _codec = codec;
        _mark = mark;
        _flusher = new(FlushLeftovers) { IsBackground = true, Name = "PiPS flush" };
        _flusher.Start();
    }

    /// <summary>Says hello, and waits for how to set up.</summary>
    /// <returns>Nothing if the parent has gone.</returns>
    public object? Greet(Hello hello)
    {
        Send(() => _encoder.Preface().Hello(hello));
        return _reading.Next(out Frame frame) ? Value(frame, FrameKind.SetUp) : null;
    }

    /// <summary>Says that work can come.</summary>
    public void BecomeReady() => Send(() => _encoder.Raw(FrameKind.Ready, []));

    /// <summary>Says, last, why there can't be any.</summary>
    public void Fail(string message) => Send(() => _encoder.Failed(message));

    /// <summary>Says, last, that all has been run that was to run at the end.</summary>
    /// <param name="problems">What went wrong there, a sentence each.</param>
    public void TellLeft(IReadOnlyList<string> problems)
    {
        ByteWriter content = new();
        _codec.Write(content, problems.ToArray());
        Send(() => _encoder.Raw(FrameKind.Left, content.Bytes));
    }

    /// <summary>Takes what the parent sends, to its end.</summary>
    public void Listen()
    {
        try
        {
            _reading.Listen();
        }
        finally
        {
            PutEnd();
            _shares.End();
        }
    }

    public override void Begin(long index)
    {
        if (_mark is not null)
        {
            _mark.Began(index);
            return;
        }

        // Together with what was said before: so what ran to its end is known to have.
        Send(() =>
        {
            EncodeEvents();
            _encoder.Began(index);
        });
        _signs.TellIfDraining();
    }

    public override void Tell(WorkEvent told)
    {
        lock (_gate)
        {
            int start = _events.Length;
            EventCodec.WriteEvent(_events, told, _codec);

            if (_events.Length >= Bunch || told.IsUrgent || Stopwatch.GetElapsedTime(_flushed) > Holds)
            {
                SendEvents();
            }
            else
            {
                _mark?.Outbox.Append(_events.Bytes[start..]);

                if (_flusherSleeps)
                {
                    Monitor.PulseAll(_gate);
                }
            }
        }

        if (told.IsEnd)
        {
            _mark?.Ended();
        }
    }

    internal override void PutAskBack()
    {
        // Whoever reads mustn't wait for whoever writes: the parent may not read what is said here before it has sent something else.
        Thread giver = new(() => GiveBack(TellBack)) { IsBackground = true, Name = "PiPS give back" };
        giver.Start();
    }

    protected override void Flush()
    {
        lock (_gate)
        {
            SendEvents();
        }
    }

    protected override void TellClosed()
    {
        _shares.EndScript();
        Flush();
        _signs.TellIfDraining();
        Send(() => _encoder.Raw(FrameKind.Closed, []));
    }

    private void Ask(ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> content)
    {
        lock (_gate)
        {
            _encoder.RawHead(FrameKind.Ask, head.Span, content.Span);

            lock (_writing)
            {
                WriteOut();

                if (content.Length >= FrameEncoder.Large)
                {
                    _channel.Widen();
                    _channel.Write(content.Span);
                }
            }
        }
    }

    private void TellBack(IReadOnlyList<WorkItem> items)
    {
        try
        {
            lock (_gate)
            {
                foreach (WorkItem item in items)
                {
                    EventCodec.WriteEvent(_events, WorkEvent.Skipped(item.Index), _codec);
                }

                SendEvents();
            }
        }
        catch (IOException)
        {
            // As below.
        }
    }

    // What a slow script said must not wait for its next word. To look once in a while is cheaper than to be woken each time.
    private void FlushLeftovers()
    {
        try
        {
            lock (_gate)
            {
                for (int idle = 0; ; idle++)
                {
                    _flusherSleeps = idle >= RoundsBeforeSleep;
                    Monitor.Wait(_gate, _flusherSleeps ? Timeout.InfiniteTimeSpan : Holds);

                    if (_events.Length > 0)
                    {
                        idle = 0;

                        if (Stopwatch.GetElapsedTime(_flushed) > Holds)
                        {
                            SendEvents();
                        }
                    }
                }
            }
        }
        catch (IOException)
        {
            // The parent has gone, which whoever listens to it sees too.
        }
    }

    private void SendEvents()
    {
        if (_events.Length > 0)
        {
            EncodeEvents();
            WriteOut();
            _mark?.Outbox.Sent();
        }
    }

    private void EncodeEvents()
    {
        if (_events.Length > 0)
        {
            _encoder.Raw(FrameKind.Events, _events.Bytes);
            _events.Truncate();
            _flushed = Stopwatch.GetTimestamp();
        }
    }

    private void Send(Action encode)
    {
        lock (_gate)
        {
            encode();
            WriteOut();
        }
    }

    // By one who has the gate: what is encoded under it may take a while, and a sign of life doesn't wait for that.
    private void WriteOut()
    {
        lock (_writing)
        {
            _channel.Write(_encoder.Bytes);
            _encoder.Clear();
        }
    }
}
