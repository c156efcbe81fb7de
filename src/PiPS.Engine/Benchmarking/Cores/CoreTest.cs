namespace PiPS.Engine.Benchmarking.Cores;

/// <summary>What one logical processor counted and how fast, beside what it should have and the others.</summary>
public sealed record CoreTest
{
    /// <summary>Number of the logical processor.</summary>
    public required int Processor { get; init; }

    /// <summary>Its core; nothing where the system doesn't say.</summary>
    public required int? Core { get; init; }

    /// <summary>Its socket; nothing where the system doesn't say.</summary>
    public required int? Socket { get; init; }

    /// <summary>Its memory node; nothing where the system doesn't say.</summary>
    public required int? NumaNode { get; init; }

    /// <summary>Hits that it counted, of all repeats.</summary>
    public required long Hits { get; init; }

    /// <summary>Hits that these blocks have.</summary>
    public required long Expected { get; init; }

    /// <summary>Pass, Miscount (hits differ), Slow, or Lost (it couldn't be tested).</summary>
    public required string Verdict { get; init; }

    /// <summary>Trials a second by the fastest kernel: the median of its repeats.</summary>
    public required double Rate { get; init; }

    /// <summary>
    /// Its rate's distance from the other processors' median, as a share of that; below 0 is slower. 0 if there is none to compare it with:
    /// others whose highest frequency is about the same, if the system tells.
    /// </summary>
    public required double Deviation { get; init; }

    /// <summary>Trials that it counted, of all repeats.</summary>
    public required long Trials { get; init; }

    /// <summary>Blocks whose hits were wrong, by number, each once; at most a hundred.</summary>
    public required IReadOnlyList<long> WrongBlocks { get; init; }

    /// <summary>How many times it counted a block wrong.</summary>
    public long WrongCounts { get; init; }

    /// <summary>Kernels that it counted wrong with, such as Avx2: what instructions it fails at.</summary>
    public IReadOnlyList<string> WrongKernels { get; init; } = [];

    /// <summary>The seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Where the random numbers came from.</summary>
    public required string Generator { get; init; }

    /// <summary>
    /// Every repeat: its part by the fastest kernel, which the rate is of. Of a test with more than 1,024, neighbours are added together.
    /// </summary>
    public required IReadOnlyList<BenchmarkSample> Samples { get; init; }
}
