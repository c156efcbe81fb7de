namespace PiPS.Engine.Sampling;

/// <summary>Stream format 1 straight from its rules, every trial at full precision.</summary>
/// <remarks>What the fast kernels are tested against: it shares the rules with them, but no state, table or driver.</remarks>
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
        ulong[] draws = _draws;
        ulong origin = _lowBitsOrigin;
        ulong end = _trial + (ulong)trials;
        long hits = 0;

        for (ulong trial = _trial; trial < end; trial++)
        {
            uint inStep = (uint)(trial % TrialRule.TrialsPerStep);

            if (inStep == 0)
            {
                Step();
            }

            uint half = inStep / 64;
            uint lane = inStep / 8 % 8;
            int shift = (int)(inStep % 8 * 8);
            ulong x = (draws[(16 * half) + lane] >> shift) & 0x7F;
            ulong y = (draws[(16 * half) + 8 + lane] >> shift) & 0xFF;
            hits += TrialRule.IsHit(x, y, TrialRule.LowBits(origin, trial)) ? 1L : 0;
        }

        _trial = end;
        return hits;
    }

    private void Step()
    {
        for (int l = 0; l < _generators.Length; l++)
        {
            _draws[l] = _generators[l].Next();
        }
    }
}
