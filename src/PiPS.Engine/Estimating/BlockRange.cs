namespace PiPS.Engine.Estimating;

/// <summary>Neighbouring blocks: <paramref name="Count"/> of them from <paramref name="First"/> on.</summary>
/// <param name="First">Index of the first block, from 0.</param>
/// <param name="Count">How many blocks, from 0.</param>
public readonly record struct BlockRange(long First, long Count)
{
    /// <summary>Index of the block behind the last.</summary>
    public long End => First + Count;

    /// <summary>Whether there is no block in it.</summary>
    public bool IsEmpty => Count == 0;

    /// <summary>The blocks of share <paramref name="index"/> when these are dealt to <paramref name="shares"/> workers.</summary>
    /// <remarks>Shares are neighbours, in order, and differ by one block at most.</remarks>
    public BlockRange Share(int index, int shares)
    {
        long start = (long)((Int128)Count * index / shares);
        long end = (long)((Int128)Count * (index + 1) / shares);
        return new(First + start, end - start);
    }

    /// <summary>Splits off the first blocks.</summary>
    /// <param name="most">How many at the most, from 0.</param>
    /// <param name="rest">What remains behind them.</param>
    public BlockRange Take(long most, out BlockRange rest)
    {
        // Whole before "rest" is assigned: it may be this very variable.
        BlockRange taken = new(First, Math.Min(most, Count));
        BlockRange left = new(taken.End, Count - taken.Count);
        rest = left;
        return taken;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{First} to {End - 1}";
}
