namespace PiPS.Engine.Benchmarking.Cores;

/// <summary>What one processor counted, by kernel and block. One thread at a time uses it.</summary>
/// <remarks>A sound processor finds the same hits each time: so a test of any length takes a few kilobytes.</remarks>
internal sealed class BlockTally
{
    // What a processor that is wild makes of a block is wrong in any case: a few of its values are enough to know that.
    private const int MostValues = 16;

    private readonly Dictionary<long, long>?[,] _times;
    private readonly long[,] _beyond;

    /// <param name="kernels">How many kernels count.</param>
    public BlockTally(int kernels)
    {
        _times = new Dictionary<long, long>?[kernels, GoldenBlocks.Count];
        _beyond = new long[kernels, GoldenBlocks.Count];
    }

    /// <summary>Hits of all counts.</summary>
    public long Hits { get; private set; }

    /// <summary>How many blocks were counted, each time that one was.</summary>
    public long Counts { get; private set; }

    /// <summary>A block was counted.</summary>
    public void Add(int kernel, int block, long hits)
    {
        Hits += hits;
        Counts++;
        Dictionary<long, long> times = _times[kernel, block] ??= [];

        if (times.TryGetValue(hits, out long before) || times.Count < MostValues)
        {
            times[hits] = before + 1;
        }
        else
        {
            _beyond[kernel, block]++;
        }
    }

    /// <summary>How often a block was counted.</summary>
    public long CountsOf(int block) => Kernels().Sum(kernel => CountsOf(kernel, block));

    /// <summary>How often it was counted by a kernel with other hits than it has.</summary>
    public long WrongCounts(int kernel, int block, long expected)
        => CountsOf(kernel, block) - (_times[kernel, block]?.GetValueOrDefault(expected) ?? 0);

    /// <summary>How often it was counted with other hits than it has.</summary>
    public long WrongCounts(int block, long expected) => Kernels().Sum(kernel => WrongCounts(kernel, block, expected));

    /// <summary>The hits that this processor found most often in a block; nothing if two were as frequent, or it counted none.</summary>
    public long? MostCounted(int block)
    {
        KeyValuePair<long, long>[] ranked = [.. Kernels()
            .SelectMany(kernel => _times[kernel, block] ?? [])
            .GroupBy(entry => entry.Key, entry => entry.Value)
            .Select(group => KeyValuePair.Create(group.Key, group.Sum()))
            .OrderByDescending(entry => entry.Value)
            .Take(2)];

        return ranked.Length == 0 || (ranked.Length == 2 && ranked[0].Value == ranked[1].Value) ? null : ranked[0].Key;
    }

    private long CountsOf(int kernel, int block) => _beyond[kernel, block] + (_times[kernel, block]?.Values.Sum() ?? 0);

    private IEnumerable<int> Kernels() => Enumerable.Range(0, _times.GetLength(0));
}
