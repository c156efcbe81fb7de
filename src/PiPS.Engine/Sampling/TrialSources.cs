namespace PiPS.Engine.Sampling;

/// <summary>Makes sources of trials.</summary>
public static class TrialSources
{
    /// <summary>A source at the first trial of block 0, by the fastest kernel that runs here.</summary>
    /// <param name="generator">Where random numbers come from.</param>
    /// <param name="seed">Any 64 bits.</param>
    public static TrialSource Create(Generator generator, ulong seed) => generator switch
    {
        Generator.Xoshiro256PlusPlus => Create(seed, KernelPaths.Best),
        Generator.MersenneTwister => new MersenneTwisterSource(seed),
        _ => throw new ArgumentOutOfRangeException(nameof(generator), generator, "There is no such generator."),
    };

    /// <summary>Trials in a block of a generator, unless another number is asked for.</summary>
    public static long DefaultBlockSize(Generator generator) => generator switch
    {
        Generator.Xoshiro256PlusPlus or Generator.MersenneTwister => 1L << 20,
        _ => throw new ArgumentOutOfRangeException(nameof(generator), generator, "There is no such generator."),
    };

    /// <summary>A source of <see cref="Generator.Xoshiro256PlusPlus"/> by a kernel of choice: for tests and benchmarks.</summary>
    /// <param name="seed">Any 64 bits.</param>
    /// <param name="path">A kernel that <see cref="KernelPaths.IsSupported"/> here.</param>
    /// <exception cref="PlatformNotSupportedException">The kernel can't run here.</exception>
    internal static TrialSource Create(ulong seed, KernelPath path) => Create(seed, path, DecisionTables.Shared);

    /// <summary>The same, with fewer cells decided, which gives the same hits.</summary>
    internal static TrialSource Create(ulong seed, KernelPath path, DecisionTables tables)
    {
        if (!KernelPaths.IsSupported(path))
        {
            throw new PlatformNotSupportedException($"The kernel {path} can't run on this processor.");
        }

        return path switch
        {
            KernelPath.Reference => new ReferenceSource(seed),
            KernelPath.Vector128 => new XoshiroSource<Vector128Kernel>(seed, tables),
            KernelPath.Avx2 => new XoshiroSource<Avx2Kernel>(seed, tables),
            KernelPath.Avx512Vbmi2 => new XoshiroSource<Avx512Kernel>(seed, tables),
            _ => new XoshiroSource<ScalarKernel>(seed, tables),
        };
    }
}
