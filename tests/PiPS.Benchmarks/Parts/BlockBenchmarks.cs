using BenchmarkDotNet.Attributes;
using PiPS.Engine.Sampling;

namespace PiPS.Benchmarks.Parts;

/// <summary>What a block costs besides its trials.</summary>
[MemoryDiagnoser]
public class BlockBenchmarks
{
    private TrialSource _source = TrialSources.Create(42, KernelPath.Reference);
    private ulong _block;

    /// <summary>The kernels that run here.</summary>
    public static IEnumerable<KernelPath> Paths => Enum.GetValues<KernelPath>().Where(KernelPaths.IsSupported);

    [ParamsSource(nameof(Paths))]
    public KernelPath Path { get; set; }

    [GlobalSetup]
    public void SetUp() => _source = TrialSources.Create(42, Path);

    [Benchmark]
    public object Create() => TrialSources.Create(42, Path);

    [Benchmark]
    public void Begin() => _source.Begin(_block++);

    [Benchmark]
    public long CountOneTrial()
    {
        _source.Begin(_block++);
        return _source.Count(1);
    }

    [Benchmark]
    public long CountOneStep()
    {
        _source.Begin(_block++);
        return _source.Count(128);
    }

    [Benchmark]
    public long CountBlock()
    {
        _source.Begin(_block++);
        return _source.Count(1 << 20);
    }
}
