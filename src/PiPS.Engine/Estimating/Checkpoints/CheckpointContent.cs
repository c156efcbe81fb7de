using PiPS.Engine.Sampling;

namespace PiPS.Engine.Estimating.Checkpoints;

/// <summary>What one line of a checkpoint says: whose blocks are finished, and what they gave.</summary>
/// <param name="Generator">Where random numbers come from.</param>
/// <param name="Seed">The seed.</param>
/// <param name="BlockSize">Trials of a block.</param>
/// <param name="Finished">The finished blocks, ascending, none twice.</param>
internal sealed record CheckpointContent(Generator Generator, ulong Seed, long BlockSize, IReadOnlyList<FinishedBlocks> Finished)
{
    /// <summary>Whether a run can have finished these.</summary>
    public bool IsPossible()
    {
        long end = 0;

        foreach (FinishedBlocks blocks in Finished)
        {
            if (!blocks.IsPossible(BlockSize) || blocks.First < end)
            {
                return false;
            }

            end = blocks.Range.End;
        }

        return true;
    }
}
