namespace PiPS.Engine.Estimating.Checkpoints;

/// <summary>The finished blocks of a run, ascending. Neighbours are put together, but never over the end of a stage.</summary>
internal sealed class FinishedMap
{
    private readonly SortedList<long, FinishedBlocks> _blocks = [];
    private readonly long _blockSize;
    private BlockRange _stage;

    public FinishedMap(long blockSize, IEnumerable<FinishedBlocks> blocks)
    {
        _blockSize = blockSize;

        foreach (FinishedBlocks known in blocks)
        {
            _blocks.Add(known.First, known);
        }
    }

    /// <summary>All of them.</summary>
    public FinishedBlocks[] Content => [.. _blocks.Values];

    /// <summary>Begins a stage: says what of it is finished, and what isn't.</summary>
    /// <param name="stage">Blocks of the run.</param>
    /// <param name="plan">How it is cut.</param>
    /// <param name="gaps">What is still to be counted, ascending.</param>
    /// <returns>What is finished, ascending; nothing if finished blocks are known only together with others behind the stage.</returns>
    public IReadOnlyList<FinishedBlocks>? Begin(BlockRange stage, BlockPlan plan, out IReadOnlyList<BlockRange> gaps)
    {
        _stage = stage;
        List<FinishedBlocks> finished = [];
        List<BlockRange> open = [];
        gaps = open;
        long at = stage.First;

        foreach (FinishedBlocks blocks in _blocks.Values.Where(blocks => blocks.First < stage.End && blocks.Range.End > stage.First).ToArray())
        {
            long trials = plan.TrialsIn(blocks.Range);

            // Or the run's last block is shorter than the one that is known.
            if (blocks.First < stage.First || blocks.Range.End > stage.End || blocks.Trials > trials)
            {
                return null;
            }

            // A short last block of a run that had fewer trials isn't short here.
            if (blocks.Trials < trials)
            {
                _blocks.Remove(blocks.First);
                continue;
            }

            if (blocks.First > at)
            {
                open.Add(new(at, blocks.First - at));
            }

            finished.Add(blocks);
            at = blocks.Range.End;
        }

        if (at < stage.End)
        {
            open.Add(new(at, stage.End - at));
        }

        return finished;
    }

    /// <summary>Adds blocks of the stage that weren't finished.</summary>
    public void Add(FinishedBlocks blocks)
    {
        _blocks.Add(blocks.First, blocks);
        int index = _blocks.IndexOfKey(blocks.First);
        PutTogether(index);
        PutTogether(index - 1);
    }

    // This and the next.
    private void PutTogether(int index)
    {
        if (index < 0 || index + 1 >= _blocks.Count)
        {
            return;
        }

        FinishedBlocks left = _blocks.GetValueAtIndex(index);
        FinishedBlocks right = _blocks.GetValueAtIndex(index + 1);

        if (left.Range.End == right.First && left.First >= _stage.First && right.Range.End <= _stage.End && IsWhole(left) && IsWhole(right))
        {
            _blocks.RemoveAt(index + 1);
            _blocks.SetValueAtIndex(index, left.With(right));
        }
    }

    // A short block at a run's end stays alone, so that little is counted again should the run be made longer.
    private bool IsWhole(FinishedBlocks blocks) => blocks.Trials == (Int128)blocks.Blocks * _blockSize;
}
