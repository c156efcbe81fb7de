using System.Diagnostics;
using PiPS.Engine.Benchmarking.Cores;
using PiPS.Engine.Protocol;
using PiPS.Engine.Sampling;

namespace PiPS.Engine.Launchers.Testing;

/// <summary>What a worker counts to show that it is right, near and quick.</summary>
internal sealed class HostTrial
{
    private const int Questions = 5;
    private const long MostBlocks = 1L << 24;

    // Two of them are counted, so a fifth of a second in all.
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(0.1);

    private readonly Func<IReadOnlyList<Count>, IReadOnlyList<Counted>> _ask;

    /// <param name="ask">Gives the answers to questions that are sent together.</param>
    public HostTrial(Func<IReadOnlyList<Count>, IReadOnlyList<Counted>> ask)
    {
        _ask = ask;
    }

    /// <summary>What the worker has to have been given.</summary>
    public static Job Job => new(Generator.Xoshiro256PlusPlus, GoldenBlocks.Seed, GoldenBlocks.Size, MostBlocks * GoldenBlocks.Size);

    /// <summary>Whether all that is known had the right hits, and what was counted twice the same.</summary>
    public bool IsRight { get; private set; }

    /// <summary>The quickest of several questions, without the time that was counted.</summary>
    public TimeSpan RoundTrip { get; private set; }

    /// <summary>Trials a second.</summary>
    public double Rate { get; private set; }

    /// <param name="processors">Processors that it has.</param>
    /// <param name="threads">Threads that it counts on.</param>
    public void Run(int processors, int threads)
    {
        // Sent together, so that a far host costs one journey and not 128. The first has the code made ready, so it says nothing of speed.
        IReadOnlyList<Counted> golden = _ask([.. Enumerable.Range(0, GoldenBlocks.Count).Select(block => new Count(block, 1))]);
        IsRight = golden.Select((counted, block) => counted.Hits == GoldenBlocks.Hits[block]).All(isRight => isRight);

        RoundTrip = Enumerable.Range(0, Questions).Min(_ => Ask());

        double block = Math.Max(1.0, golden.Skip(1).Average(counted => counted.ComputingNanoseconds)) / 1e9;
        long blocks = Math.Clamp((long)(Long.TotalSeconds / block * Math.Min(processors, threads)), GoldenBlocks.Count, MostBlocks);
        IReadOnlyList<Counted> timed = _ask([new(0, blocks), new(0, blocks)]);
        IsRight &= timed[0].Hits == timed[1].Hits;
        Rate = timed.Sum(counted => (double)counted.Trials) / Math.Max(1e-9, timed.Sum(counted => counted.ComputingNanoseconds) / 1e9);
    }

    private TimeSpan Ask()
    {
        long asked = Stopwatch.GetTimestamp();
        Counted counted = _ask([new(0, 1)]).Single();
        TimeSpan travelled = Stopwatch.GetElapsedTime(asked) - TimeSpan.FromMicroseconds(counted.ComputingNanoseconds / 1e3);
        return travelled > TimeSpan.Zero ? travelled : TimeSpan.Zero;
    }
}
