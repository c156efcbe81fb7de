namespace PiPS.Engine.Benchmarking.Cores;

/// <summary>A processor's samples. There are a thousand at the most: of a long test, neighbours are added together.</summary>
internal sealed class SampleLog
{
    /// <summary>The most samples.</summary>
    public const int Limit = 1024;

    private readonly List<BenchmarkSample> _samples = [];
    private int _joined = 1;
    private int _inLast;

    /// <summary>The samples, in the order of the rounds.</summary>
    public IReadOnlyList<BenchmarkSample> Samples => _samples;

    /// <summary>Keeps a sample.</summary>
    public void Add(BenchmarkSample sample)
    {
        if (_inLast < _joined && _samples.Count > 0)
        {
            _samples[^1] = Join(_samples[^1], sample);
            _inLast++;
            return;
        }

        if (_samples.Count == Limit)
        {
            Halve();
        }

        _samples.Add(sample);
        _inLast = 1;
    }

    private static BenchmarkSample Join(BenchmarkSample first, BenchmarkSample second) => first with
    {
        Trials = first.Trials + second.Trials,
        Hits = first.Hits + second.Hits,
        StartUp = first.StartUp + second.StartUp,
        Compute = first.Compute + second.Compute,
        Elapsed = first.Elapsed + second.Elapsed,
    };

    private void Halve()
    {
        BenchmarkSample[] pairs = [.. _samples.Chunk(2).Select(pair => Join(pair[0], pair[1]))];
        _samples.Clear();
        _samples.AddRange(pairs);
        _joined *= 2;
    }
}
