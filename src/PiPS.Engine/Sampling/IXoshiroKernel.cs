namespace PiPS.Engine.Sampling;

/// <summary>A way to run the 32 generators of a block and count their hits.</summary>
internal unsafe interface IXoshiroKernel
{
    /// <summary>Most steps in one call of <see cref="Count"/>.</summary>
    static abstract int MaximumSteps { get; }

    /// <summary>Bytes of scratch that suffice even when no cell decides a trial.</summary>
    static abstract int ScratchSize { get; }

    /// <summary>Makes whole steps and counts their hits.</summary>
    /// <param name="words">Moved on: word <c>w</c> of generator <c>l</c> at index <c>32 * w + l</c>. On a cache line.</param>
    /// <param name="scratch">Of <see cref="ScratchSize"/> bytes, on a cache line.</param>
    /// <param name="tables">Which cells are decided, and how.</param>
    /// <param name="origin">Where the counter of low-order bits stands at the first of these trials.</param>
    /// <param name="steps">From 1 to <see cref="MaximumSteps"/>.</param>
    /// <returns>Hits, from 0 to <c>128 * steps</c>.</returns>
    static abstract long Count(ulong* words, byte* scratch, DecisionTables tables, ulong origin, int steps);
}
