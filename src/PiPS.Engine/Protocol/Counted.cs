using PiPS.Engine.Estimating;

namespace PiPS.Engine.Protocol;

/// <summary>The hits in blocks that a worker was given.</summary>
/// <param name="First">The first block.</param>
/// <param name="Blocks">How many blocks.</param>
/// <param name="Trials">Trials counted: all of the blocks', or those before a cut.</param>
/// <param name="Hits">Hits among them.</param>
/// <param name="ComputingNanoseconds">Time spent on them.</param>
/// <param name="WaitingNanoseconds">Time that the worker waited for them.</param>
internal readonly record struct Counted(
    long First, long Blocks, long Trials, long Hits, long ComputingNanoseconds, long WaitingNanoseconds)
{
    public BlockRange Range => new(First, Blocks);

    public static Counted Read(in Frame frame)
    {
        PayloadReader payload = new(frame, FrameKind.Counted);
        Counted counted = new(
            payload.Int64(), payload.Int64(), payload.Int64(), payload.Int64(), payload.Int64(), payload.Int64());
        payload.End(counted is { First: >= 0, Blocks: >= 1, Trials: >= 0, ComputingNanoseconds: >= 0, WaitingNanoseconds: >= 0 }
            && counted.First <= long.MaxValue - counted.Blocks && counted.Hits >= 0 && counted.Hits <= counted.Trials);
        return counted;
    }
}
