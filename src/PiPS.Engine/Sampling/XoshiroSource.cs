namespace PiPS.Engine.Sampling;

/// <summary>Stream format 1: the driver that seeds blocks and hands whole steps to a kernel.</summary>
/// <remarks>
/// Coordinates have 30 bits. The kernels compute the low-order ones only where the leading ones leave the answer open,
/// which is in 1.2 % of trials: the same random variable and the same hits for a fraction of the work.
/// </remarks>
internal sealed unsafe class XoshiroSource<TKernel> : TrialSource
    where TKernel : struct, IXoshiroKernel
{
    private const int WordCount = 4 * TrialRule.GeneratorCount;
    private readonly StreamKeys _keys;
    private readonly DecisionTables _tables;
    private readonly PinnedMemory _memory = new((WordCount * sizeof(ulong)) + TKernel.ScratchSize);
    private ulong _lowBitsOrigin;
    private ulong _trial;

    /// <summary>Starts at the first trial of block 0.</summary>
    /// <param name="seed">Any 64 bits.</param>
    /// <param name="tables">Which cells are decided: every choice gives the same hits.</param>
    public XoshiroSource(ulong seed, DecisionTables tables)
    {
        _keys = new(seed);
        _tables = tables;
        Begin(0);
    }

    private ulong* Words => (ulong*)_memory.Pointer;

    private byte* Scratch => _memory.Pointer + (WordCount * sizeof(ulong));

    /// <inheritdoc/>
    public override void Begin(ulong block)
    {
        _lowBitsOrigin = _keys.LowBitsOrigin(block);
        _trial = 0;

        for (int w = 0; w < 4; w++)
        {
            for (int l = 0; l < TrialRule.GeneratorCount; l++)
            {
                Words[(TrialRule.GeneratorCount * w) + l] = _keys.StateWord(block, l, w);
            }
        }
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The slice before this one ended within a step.</exception>
    public override long Count(long trials)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trials);

        if (trials > 0 && _trial % TrialRule.TrialsPerStep != 0)
        {
            throw new InvalidOperationException("Only a block's last slice may have a number of trials that 128 doesn't divide.");
        }

        long hits = 0;

        for (long steps = trials / TrialRule.TrialsPerStep; steps > 0;)
        {
            int now = (int)long.Min(steps, TKernel.MaximumSteps);
            ulong origin = _lowBitsOrigin + (_trial * SplitMix64.Gamma);
            hits += TKernel.Count(Words, Scratch, _tables, origin, now);
            _trial += (ulong)now * TrialRule.TrialsPerStep;
            steps -= now;
        }

        hits += CountPartialStep((int)(trials % TrialRule.TrialsPerStep));
        GC.KeepAlive(_memory);
        return hits;
    }

    private long CountPartialStep(int trials)
    {
        long hits = 0;

        for (int first = 0; first < trials; first += 8)
        {
            // Trials 8 * pair to 8 * pair + 7 come from generators 16 * half + lane, and 8 further on.
            int pair = first / 8;
            int x = (pair / 8 * 16) + (pair % 8);
            ulong draw = Next(x);
            ulong drawn = Next(x + 8);

            for (int k = 0; k < int.Min(8, trials - first); k++, _trial++)
            {
                ulong lowBits = TrialRule.LowBits(_lowBitsOrigin, _trial);
                hits += TrialRule.IsHit((draw >> (8 * k)) & 0x7F, (drawn >> (8 * k)) & 0xFF, lowBits) ? 1 : 0;
            }
        }

        return hits;
    }

    private ulong Next(int generator)
        => new Xoshiro256PlusPlus(Words[generator], Words[32 + generator], Words[64 + generator], Words[96 + generator]).Next();
}
