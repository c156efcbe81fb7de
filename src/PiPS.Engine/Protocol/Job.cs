using PiPS.Engine.Estimating;
using PiPS.Engine.Sampling;

namespace PiPS.Engine.Protocol;

/// <summary>What is sampled.</summary>
/// <param name="Generator">Where random numbers come from.</param>
/// <param name="Seed">Chooses the streams.</param>
/// <param name="BlockSize">Trials of a block, from 1.</param>
/// <param name="Trials">Trials of the run, 1 to 2^62.</param>
internal readonly record struct Job(Generator Generator, ulong Seed, long BlockSize, long Trials)
{
    public BlockPlan Plan => new(Trials, BlockSize);

    public static Job Read(in Frame frame)
    {
        PayloadReader payload = new(frame, FrameKind.Job);
        Job job = new((Generator)payload.Byte(), (ulong)payload.Int64(), payload.Int64(), payload.Int64());

        // Not Enum.IsDefined: its reflection costs a worker a millisecond before its first piece.
        payload.End(job.Generator is Generator.Xoshiro256PlusPlus or Generator.MersenneTwister
            && job is { BlockSize: >= 1 and <= BlockPlan.MaximumTrials, Trials: >= 1 and <= BlockPlan.MaximumTrials });
        return job;
    }
}
