using PiPS.Engine.Estimating;
using PiPS.Engine.Protocol;
using PiPS.Engine.Sampling;

namespace PiPS.Engine.Workers;

/// <summary>Counts the hits of blocks in slices, so that it can be interrupted within a block of any size.</summary>
internal sealed class BlockCounter
{
    private readonly BlockPlan _plan;
    private readonly TrialSource _source;

    public BlockCounter(Job job)
    {
        _plan = job.Plan;
        _source = TrialSources.Create(job.Generator, job.Seed);
    }

    /// <summary>Counts the blocks in order.</summary>
    /// <param name="blocks">Blocks of the plan.</param>
    /// <param name="goOn">Asked after each slice, with the trials counted so far; to say no cuts the rest.</param>
    /// <returns>The first trials of these blocks, in order: all of them, unless cut.</returns>
    public Tally Count(BlockRange blocks, Func<long, bool> goOn)
    {
        Tally tally = default;

        for (long block = blocks.First; block < blocks.End; block++)
        {
            _source.Begin((ulong)block);

            for (long left = _plan.TrialsIn(block); left > 0;)
            {
                long slice = Math.Min(left, TrialSource.SliceSize);
                tally += new Tally(slice, _source.Count(slice));
                left -= slice;

                if (!goOn(tally.Trials))
                {
                    return tally;
                }
            }
        }

        return tally;
    }
}
