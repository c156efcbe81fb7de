using PiPS.Engine.Estimating;

namespace PiPS.Engine.Protocol;

/// <summary>Blocks to count the hits of.</summary>
/// <param name="First">The first, from 0.</param>
/// <param name="Blocks">How many, from 1.</param>
internal readonly record struct Count(long First, long Blocks)
{
    public BlockRange Range => new(First, Blocks);

    public static Count Read(in Frame frame)
    {
        PayloadReader payload = new(frame, FrameKind.Count);
        Count count = new(payload.Int64(), payload.Int64());
        payload.End(count is { First: >= 0, Blocks: >= 1 } && count.First <= long.MaxValue - count.Blocks);
        return count;
    }
}
