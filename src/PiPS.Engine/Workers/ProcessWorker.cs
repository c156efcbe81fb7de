using PiPS.Engine.Estimating;
using PiPS.Engine.Launchers;
using PiPS.Engine.Protocol;

namespace PiPS.Engine.Workers;

/// <summary>The parent's end of a compute worker.</summary>
internal sealed class ProcessWorker : IBlockWorker
{
    private readonly WorkerLink _link;
    private readonly Job _job;
    private readonly Queue<BlockRange> _inHand = new();
    private string _host;
    private volatile bool _cut;

    public ProcessWorker(WorkerCommand command, WorkerProcess process, Job job)
    {
        Command = command;
        _link = new(process, Wire.MaximumPayload);
        _job = job;

        // Until it says so itself; one that never does was lost there, and not here.
        _host = process.Landing?.Host ?? Environment.MachineName;

        // The worker finds its job when it gets up.
        _link.Post(job, static (encoder, content) => encoder.Job(content));
    }

    /// <summary>What it was started with.</summary>
    public WorkerCommand Command { get; }

    public int ProcessId => _link.ProcessId;

    public string Host => _host;

    /// <remarks>One to count, and one to go on with while the answer travels.</remarks>
    public int Depth => 2;

    public long Underway => 0;

    public bool IsDraining => _link.IsDraining;

    public void WhenQueued(Action act) => _ = _link.Landing?.Queued = act;

    public void WaitUntilReady()
    {
        using LandingWatch? watch = _link.Landing is null ? null : new(_link);

        try
        {
            _host = _link.Greet().Host;
        }
        catch (Exception error) when (Obituary.IsLoss(error))
        {
            throw _link.Lost(error);
        }
    }

    public void Post(BlockRange piece)
    {
        _inHand.Enqueue(piece);
        _link.Post((piece, _cut), static (encoder, posted) =>
        {
            encoder.Count(new(posted.piece.First, posted.piece.Count));

            if (posted._cut)
            {
                // The cut that was sent came before this piece, and didn't mean it to be counted to its end.
                encoder.Cut();
            }
        });
    }

    public Counted Take()
    {
        try
        {
            return Answer(Counted.Read(_link.Next()));
        }
        catch (Exception error) when (Obituary.IsLoss(error))
        {
            throw _link.Lost(error);
        }
    }

    public void Cut()
    {
        _cut = true;
        _link.SendNow(FrameKind.Cut);
    }

    public void Kill() => _link.Kill();

    public void Dispose() => _link.Dispose();

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
}
