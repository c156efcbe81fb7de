namespace PiPS.Engine.Sampling;

/// <summary>
/// Trials as the classic Python program makes them: <c>random.seed(seed + block)</c>, then for each trial x and y by
/// <c>random.uniform(0, 1)</c>; a hit where <c>x*x + y*y &lt;= 1</c>.
/// </summary>
internal sealed class MersenneTwisterSource : TrialSource
{
    private readonly ulong _seed;
    private readonly MersenneTwister _twister = new();
    private readonly double[] _numbers = new double[MersenneTwister.BatchSize];
    private int _used;

    /// <summary>Starts at the first trial of block 0.</summary>
    /// <param name="seed">The seed of block 0.</param>
    public MersenneTwisterSource(ulong seed)
    {
        _seed = seed;
        Begin(0);
    }

    /// <inheritdoc/>
    public override void Begin(ulong block)
    {
        // Python's integers don't wrap: the sum may have 65 bits.
        _twister.Seed((UInt128)_seed + block);
        _used = _numbers.Length;
    }

    /// <inheritdoc/>
    public override long Count(long trials)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trials);
        long hits = 0;

        while (trials > 0)
        {
            if (_used == _numbers.Length)
            {
                _twister.Refill(_numbers);
                _used = 0;
            }

            int now = (int)long.Min(trials, (_numbers.Length - _used) / 2);
            hits += CountHits(_numbers.AsSpan(_used, 2 * now));
            _used += 2 * now;
            trials -= now;
        }

        return hits;
    }

    private static long CountHits(ReadOnlySpan<double> numbers)
    {
        long hits = 0;

        for (int i = 0; i + 1 < numbers.Length; i += 2)
        {
            // Each operation rounds, as in Python; .NET never contracts them to a fused multiply-add.
            // uniform(0, 1) is 0 + 1 * random(), which changes nothing.
            hits += (numbers[i] * numbers[i]) + (numbers[i + 1] * numbers[i + 1]) <= 1 ? 1 : 0;
        }

        return hits;
    }
}
