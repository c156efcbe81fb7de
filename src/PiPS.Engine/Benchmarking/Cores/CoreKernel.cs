using PiPS.Engine.Sampling;

namespace PiPS.Engine.Benchmarking.Cores;

/// <summary>A way to count that a core is tested with.</summary>
/// <param name="Name">Its name, such as <c>Avx2</c>.</param>
/// <param name="Create">Makes a source of trials, for the calling thread.</param>
internal sealed record CoreKernel(string Name, Func<TrialSource> Create);
