namespace PiPS.Engine.Sampling;

/// <summary>Stream format 1 straight from its rules, every trial at full precision: what the fast kernels are tested against.</summary>
/// <remarks>It shares the rules with them, but no state, table, kernel or driver.</remarks>
internal sealed class ReferenceSource : TrialSource
{
    private readonly StreamKeys _keys;
    private readonly Xoshiro256PlusPlus[] _generators = new Xoshiro256PlusPlus[TrialRule.GeneratorCount];
    private readonly ulong[] _draws = new ulong[TrialRule.GeneratorCount];
    private ulong _lowBitsOrigin;
    private ulong _trial;

    /// <summary>Starts at the first trial of block 0.</summary>
    public ReferenceSource(ulong seed)
    {
        _keys = new(seed);
        Begin(0);
    }

    /// <inheritdoc/>
    public override void Begin(ulong block)
    {
        _lowBitsOrigin = _keys.LowBitsOrigin(block);
        _trial = 0;

        for (int l = 0; l < _generators.Length; l++)
        {
            _generators[l] = new(
                _keys.StateWord(block, l, 0), _keys.StateWord(block, l, 1),
                _keys.StateWord(block, l, 2), _keys.StateWord(block, l, 3));
        }
    }

    /// <inheritdoc/>
    public override long Count(long trials)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trials);
        long hits = 0;

        for (long n = 0; n < trials; n++, _trial++)
        {
            int inStep = (int)(_trial % TrialRule.TrialsPerStep);

            if (inStep == 0)
            {
                Step();
            }

            hits += IsHit(inStep) ? 1 : 0;
        }

        return hits;
    }

    private void Step()
    {
        for (int l = 0; l < _generators.Length; l++)
        {
            _draws[l] = _generators[l].Next();
        }
    }

    private bool IsHit(int inStep)
    {
        int half = inStep / 64;
        int lane = inStep / 8 % 8;
        int shift = inStep % 8 * 8;
        ulong x = (_draws[(16 * half) + lane] >> shift) & 0x7F;
        ulong y = (_draws[(16 * half) + 8 + lane] >> shift) & 0xFF;
        return TrialRule.IsHit(x, y, TrialRule.LowBits(_lowBitsOrigin, _trial));
    }
}
