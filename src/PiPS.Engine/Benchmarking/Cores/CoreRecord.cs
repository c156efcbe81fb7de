namespace PiPS.Engine.Benchmarking.Cores;

/// <summary>What is known of one processor so far.</summary>
internal sealed class CoreRecord
{
    private readonly SampleLog _log = new();

    /// <param name="processor">Its number.</param>
    /// <param name="kernels">How many kernels count.</param>
    public CoreRecord(int processor, int kernels)
    {
        Processor = processor;
        Tally = new(kernels);
    }

    /// <summary>Number of the logical processor.</summary>
    public int Processor { get; }

    /// <summary>What it counted.</summary>
    public BlockTally Tally { get; }

    /// <summary>Its repeats.</summary>
    public IReadOnlyList<BenchmarkSample> Samples => _log.Samples;

    /// <summary>Whether it can't be tested any more.</summary>
    public bool IsLost { get; private set; }

    /// <summary>Takes what a visit brought.</summary>
    public void Add(CoreVisit visit)
    {
        IsLost = visit.Loss is not null;

        if (visit.Sample is BenchmarkSample sample)
        {
            _log.Add(sample);
        }
    }
}
