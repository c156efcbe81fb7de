using PiPS.Engine.Machine;
using PiPS.Engine.Sampling;

namespace PiPS.Engine.Benchmarking.Cores;

/// <summary>What the blocks have: known beforehand for the golden ones, and else what most processors found.</summary>
/// <remarks>
/// Each processor has one voice a block, for what it found most often. Without a majority, as between two that differ, the reference
/// kernel counts the block on each of them, kept there; and if that settles nothing, on whatever processor this thread is on.
/// </remarks>
internal sealed class ExpectedHits
{
    private readonly ICoreBench _bench;
    private readonly Generator _generator;
    private readonly ulong _seed;

    public ExpectedHits(ICoreBench bench, Generator generator, ulong seed)
    {
        _bench = bench;
        _generator = generator;
        _seed = seed;
    }

    /// <summary>The hits that every block has, by its number.</summary>
    /// <param name="records">The processors.</param>
    /// <param name="stop">Looked at before each recount.</param>
    public long[] Decide(IReadOnlyCollection<CoreRecord> records, CancellationToken stop)
        => [.. Enumerable.Range(0, GoldenBlocks.Count).Select(block =>
            GoldenBlocks.AreOf(_generator, _seed) ? GoldenBlocks.Hits[block] : Voted(block, records, stop))];

    private long Voted(int block, IReadOnlyCollection<CoreRecord> records, CancellationToken stop)
    {
        CoreRecord[] voters = [.. records.Where(record => record.Tally.CountsOf(block) > 0)];

        if (voters.Length == 0)
        {
            return 0;
        }

        if (Majority(voters.Select(record => record.Tally.MostCounted(block))) is long most)
        {
            return most;
        }

        List<long?> recounts = [];

        foreach (CoreRecord voter in voters)
        {
            stop.ThrowIfCancellationRequested();
            recounts.Add(RecountOn(voter.Processor, block));
        }

        return Majority(recounts) ?? Recount(block);
    }

    private static long? Majority(IEnumerable<long?> votes)
    {
        long?[] all = [.. votes];
        IGrouping<long?, long?>? most = all.Where(vote => vote is not null).GroupBy(vote => vote).MaxBy(group => group.Count());
        return 2 * (most?.Count() ?? 0) > all.Length ? most!.Key : null;
    }

    private long? RecountOn(int processor, int block)
    {
        long? hits = null;
        Thread thread = new(() =>
        {
            try
            {
                _bench.Hold(processor);
                hits = Recount(block);
            }
            catch (PinningException)
            {
                // It has no voice any more.
            }
        })
        {
            IsBackground = true,
            Name = $"PiPS core {processor}",
        };

        thread.Start();
        thread.Join();
        return hits;
    }

    private long Recount(int block)
    {
        TrialSource source = _bench.Reference(_generator, _seed);
        source.Begin((ulong)block);
        return source.Count(GoldenBlocks.Size);
    }
}
