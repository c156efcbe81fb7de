namespace PiPS.Engine.Benchmarking.Baselines;

/// <summary>One run of a work, whatever it was saved as.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Sample">The run.</param>
internal sealed record WorkSample(ulong Seed, BenchmarkSample Sample);
