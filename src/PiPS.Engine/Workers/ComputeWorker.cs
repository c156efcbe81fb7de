using System.Diagnostics;
using PiPS.Engine.Estimating;
using PiPS.Engine.Protocol;

namespace PiPS.Engine.Workers;

/// <summary>A compute worker's own end: it counts what its parent asks for, until the parent's words end.</summary>
/// <remarks>
/// One thread does it all: it reads, counts and answers, and between slices looks whether there is more to read. So a
/// small piece costs no switch between threads, and a large one can still be cut short.
/// </remarks>
public sealed class ComputeWorker : IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan HoldAnswers = TimeSpan.FromMilliseconds(1);

    private readonly WorkerChannel _channel;
    private readonly int _threads;
    private readonly FrameDecoder _decoder = new();
    private readonly FrameEncoder _answers = new();
    private readonly Queue<PieceInHand> _inHand = new();
    private readonly ParentWatch _parent = new();
    private CounterTeam? _counter;
    private BlockPlan _plan;
    private long _looked;
    private bool _heard;
    private bool _begun;
    private bool _counting;
    private bool _cut;
    private bool _ended;
    private bool _drained;

    private ComputeWorker(WorkerChannel channel, int threads)
    {
        _channel = channel;
        _threads = threads;
    }

    /// <summary>Serves the parent on standard input and output: the main program of <c>pips worker</c>.</summary>
    /// <param name="threads">Threads that it counts on, from 1.</param>
    /// <returns>The exit code: 0 when the parent has ended the worker, 3 when it can't be understood or a piece failed.</returns>
    public static int Run(int threads = 1) => Run(WorkerChannel.Standard(), threads);

    /// <summary>Serves the parent on descriptors that its pipes were moved to.</summary>
    /// <param name="input">To read from.</param>
    /// <param name="output">To write to.</param>
    /// <param name="threads">Threads that it counts on, from 1.</param>
    /// <returns>As <see cref="Run(int)"/>.</returns>
    public static int Run(int input, int output, int threads = 1) => Run(WorkerChannel.Private(input, output), threads);

    private static int Run(WorkerChannel channel, int threads)
    {
        ProcessSession.Begin();
        EndNotice.Watch();

        using (channel)
        {
            using ComputeWorker worker = new(channel, threads);
            return worker.ServeToTheEnd();
        }
    }

    /// <summary>Ends its threads.</summary>
    public void Dispose() => _counter?.Dispose();

    private int ServeToTheEnd()
    {
        try
        {
            Serve();
            return 0;
        }
        catch (IOException) when (_ended)
        {
            // The parent went before it had its answers.
            return 0;
        }
        catch (Exception error)
        {
            return Complain(error);
        }
    }

    private void Serve()
    {
        _answers.Preface().Hello(Hello.OfThisProcess());
        Send();

        while (!_ended)
        {
            if (_inHand.TryDequeue(out PieceInHand? next))
            {
                TellIfDraining();
                Answer(next.Piece, next.Waited);
            }
            else
            {
                _cut = false;
                Send();
                Receive();
            }
        }
    }

    private void Answer(Count piece, TimeSpan waited)
    {
        CounterTeam counter = _counter
            ?? throw new ProtocolException(Rejection.OutOfOrder, "blocks came before their job");

        if (piece.Range.End > _plan.BlockCount)
        {
            throw new ProtocolException(Rejection.Malformed, $"the job has no blocks {piece.Range}");
        }

        _begun = true;
        long start = _looked = Stopwatch.GetTimestamp();
        _counting = true;
        Tally tally = _cut ? default : counter.Count(piece.Range, GoOn);
        _counting = false;
        TimeSpan computing = Stopwatch.GetElapsedTime(start);

        _answers.Counted(new(
            piece.First, piece.Blocks, tally.Trials, tally.Hits, (long)computing.TotalNanoseconds, (long)waited.TotalNanoseconds));

        // Answers to small pieces travel together; the answer to a large one doesn't wait.
        if (computing > HoldAnswers)
        {
            Send();
        }
    }

    // Before an answer: while there is nothing to do, the parent doesn't listen.
    private void TellIfDraining()
    {
        if (EndNotice.Came && !_drained)
        {
            _drained = true;
            _answers.Raw(FrameKind.Draining, []);
        }
    }

    private bool GoOn(long trials)
    {
        if (Stopwatch.GetElapsedTime(_looked) > LookEvery)
        {
            _ended |= _parent.IsGone;

            while (!_ended && _channel.HasInput())
            {
                Receive();
            }

            _looked = Stopwatch.GetTimestamp();
        }

        return !_cut && !_ended;
    }

    // Waits for the next frame, and takes all that came with it.
    private void Receive()
    {
        long start = Stopwatch.GetTimestamp();
        Frame frame;

        while (!_decoder.TryRead(out frame))
        {
            if (!_parent.WaitForWords(_channel))
            {
                _ended = true;
                return;
            }

            int count = _channel.Read(_decoder.Free());
            _parent.Heard();
            _decoder.Advance(count);
            _heard |= count > 0;

            if (count == 0)
            {
                _ended = true;

                // A parent may end before it has said a word, or between two; something else may have been no parent.
                if (_heard)
                {
                    _decoder.Finish();
                }

                return;
            }
        }

        // Until its first piece a worker doesn't wait: its parent hasn't heard of it yet.
        TimeSpan waited = _begun ? Stopwatch.GetElapsedTime(start) : TimeSpan.Zero;

        do
        {
            Obey(frame, waited);
            waited = TimeSpan.Zero;
        }
        while (_decoder.TryRead(out frame));
    }

    private void Obey(Frame frame, TimeSpan waited)
    {
        switch (frame.Kind)
        {
            case FrameKind.Job when _counting || _inHand.Count > 0:
                throw new ProtocolException(Rejection.OutOfOrder, "a job came while blocks of another were in hand");

            case FrameKind.Job:
                Job job = Job.Read(frame);
                _plan = job.Plan;
                _counter?.Dispose();
                _counter = new(job, _threads);
                break;

            case FrameKind.Cut:
                _cut = true;
                break;

            case FrameKind.Ping:
                _parent.Expect(Ping.Read(frame));
                _answers.Raw(FrameKind.Pong, []);
                Send();
                break;

            default:
                _inHand.Enqueue(new(Count.Read(frame), waited));
                break;
        }
    }

    private void Send()
    {
        if (!_answers.Bytes.IsEmpty)
        {
            _channel.Write(_answers.Bytes);
            _answers.Clear();
        }
    }

    private int Complain(Exception error)
    {
        try
        {
            _answers.Failed(error.Message);
            Send();
        }
        catch (IOException)
        {
            Console.Error.WriteLine(error.Message);
        }

        return 3;
    }
}
