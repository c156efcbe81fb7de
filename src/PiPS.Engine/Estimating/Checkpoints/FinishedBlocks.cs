namespace PiPS.Engine.Estimating.Checkpoints;

/// <summary>Neighbouring blocks that are counted: what a checkpoint is made of.</summary>
/// <param name="First">Index of the first block, from 0.</param>
/// <param name="Blocks">How many blocks, from 1.</param>
/// <param name="Trials">Trials in them; less than whole blocks have only if the run's last block is among them, and short.</param>
/// <param name="Hits">Hits among these, 0 to <paramref name="Trials"/>.</param>
internal readonly record struct FinishedBlocks(long First, long Blocks, long Trials, long Hits)
{
    public BlockRange Range => new(First, Blocks);

    /// <summary>Both together, as one.</summary>
    public FinishedBlocks With(in FinishedBlocks next) => new(First, Blocks + next.Blocks, Trials + next.Trials, Hits + next.Hits);

    /// <summary>Whether a run with blocks of this size can have them.</summary>
    public bool IsPossible(long blockSize)
        => First >= 0 && Blocks >= 1 && Hits >= 0 && Hits <= Trials && First <= BlockPlan.MaximumTrials && Blocks <= BlockPlan.MaximumTrials
            && (Int128)Range.End * blockSize - blockSize < BlockPlan.MaximumTrials
            && Trials <= (Int128)Blocks * blockSize && Trials > (Int128)(Blocks - 1) * blockSize;
}
