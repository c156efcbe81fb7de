namespace PiPS.Engine.Estimating;

/// <summary>How a run's trials are cut into blocks. A value: workers get arithmetic, not lists.</summary>
/// <param name="Trials">Trials of the run, 1 to <see cref="MaximumTrials"/>.</param>
/// <param name="BlockSize">Trials of a block, from 1; the last block has what remains.</param>
public readonly record struct BlockPlan(long Trials, long BlockSize)
{
    /// <summary>The most trials that a run can have: 2^62, which 20 G trials/s take seven years for.</summary>
    public const long MaximumTrials = 1L << 62;

    /// <summary>Blocks of the run, from 1.</summary>
    public long BlockCount => ((Trials - 1) / BlockSize) + 1;

    /// <summary>All blocks of the run.</summary>
    public BlockRange Blocks => new(0, BlockCount);

    /// <summary>Trials in the blocks before this one; the whole run's for the block behind the last.</summary>
    public long TrialsBefore(long block) => block >= BlockCount ? Trials : block * BlockSize;

    /// <summary>Trials in these blocks.</summary>
    public long TrialsIn(BlockRange blocks) => TrialsBefore(blocks.End) - TrialsBefore(blocks.First);

    /// <summary>Trials in this block.</summary>
    public long TrialsIn(long block) => TrialsIn(new BlockRange(block, 1));
}
