using System.Text;
using PiPS.Engine.Estimating;
using PiPS.Engine.Protocol;

namespace PiPS.Engine.Workers;

/// <summary>The parent's end of a worker process.</summary>
internal sealed class ProcessWorker : IBlockWorker
{
    private readonly WorkerProcess _process;
    private readonly Job _job;
    private readonly FrameDecoder _decoder = new();
    private readonly Lock _writing = new();
    private readonly FrameEncoder _encoder = new();
    private readonly Queue<BlockRange> _inHand = new();
    private string _host = Environment.MachineName;
    private volatile bool _cut;

    public ProcessWorker(WorkerCommand command, WorkerProcess process, Job job)
    {
        Command = command;
        _process = process;
        _job = job;

        // The worker finds its job when it gets up.
        _encoder.Preface().Job(job);
    }

    /// <summary>What it was started with.</summary>
    public WorkerCommand Command { get; }

    public int ProcessId => _process.Id;

    public string Host => _host;

    /// <remarks>One to count, and one to go on with while the answer travels.</remarks>
    public int Depth => 2;

    public long Underway => 0;

    public void WaitUntilReady()
    {
        try
        {
            _host = Hello.Read(Next()).Host;
        }
        catch (Exception error) when (IsLoss(error))
        {
            throw Lost(error);
        }
    }

    public void Post(BlockRange piece)
    {
        _inHand.Enqueue(piece);

        lock (_writing)
        {
            _encoder.Count(new(piece.First, piece.Count));

            if (_cut)
            {
                // The cut that was sent came before this piece, and didn't mean it to be counted to its end.
                _encoder.Cut();
            }
        }
    }

    public Counted Take()
    {
        try
        {
            return Answer(Counted.Read(Next()));
        }
        catch (Exception error) when (IsLoss(error))
        {
            throw Lost(error);
        }
    }

    public void Cut()
    {
        _cut = true;

        lock (_writing)
        {
            _encoder.Cut();
        }

        try
        {
            Flush();
        }
        catch (Exception error) when (IsLoss(error))
        {
            // It is gone, as whoever takes from it is about to see.
        }
    }

    public void Kill() => _process.Kill();

    public void Dispose() => _process.Dispose();

    private Counted Answer(Counted counted)
    {
        BlockRange piece = _inHand.Dequeue();
        long trials = _job.Plan.TrialsIn(piece);

        if (counted.Range != piece || counted.Trials > trials || (counted.Trials < trials && !_cut))
        {
            throw new ProtocolException(Rejection.Malformed, $"The answer to {piece} was {counted}.");
        }

        return counted;
    }

    // What was posted waits for this: pieces that are posted together travel together.
    private Frame Next()
    {
        Frame frame;

        if (_decoder.TryRead(out frame))
        {
            return Checked(frame);
        }

        Flush();

        while (!_decoder.TryRead(out frame))
        {
            int count = _process.Output.Read(_decoder.Free());

            if (count == 0)
            {
                throw new EndOfStreamException();
            }

            _decoder.Advance(count);
        }

        return Checked(frame);
    }

    private static Frame Checked(Frame frame) => frame.Kind == FrameKind.Failed
        ? throw new IOException(Failed.Read(frame).Message)
        : frame;

    private void Flush()
    {
        lock (_writing)
        {
            if (!_encoder.Bytes.IsEmpty)
            {
                _process.Input.Write(_encoder.Bytes);
                _process.Input.Flush();
                _encoder.Clear();
            }
        }
    }

    private static bool IsLoss(Exception error) => error is IOException or ProtocolException or ObjectDisposedException;

    private WorkerLostException Lost(Exception error)
    {
        // The end of a pipe only says that it is dead; how it died says more. One that talks nonsense is killed.
        bool mute = error is EndOfStreamException or IOException { InnerException: not null };

        if (!mute)
        {
            Kill();
        }

        string ending = _process.WaitForEnd();
        string why = mute ? ending : $"was given up: {error.Message.TrimEnd('.')}";
        return new(ProcessId, $"Worker process {ProcessId} {why}.{Farewell()}", error);
    }

    private string Farewell()
    {
        LastWords printed = new();
        printed.Add(Encoding.UTF8.GetString(_decoder.Unopened));
        string said = string.Join(Environment.NewLine, new[] { printed.ToString(), _process.LastWords }.Where(words => words.Length > 0));
        return said.Length == 0 ? string.Empty : $" Its last words: {said}";
    }
}
