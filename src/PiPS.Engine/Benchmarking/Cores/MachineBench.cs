using PiPS.Engine.Machine;
using PiPS.Engine.Sampling;

namespace PiPS.Engine.Benchmarking.Cores;

/// <summary>This machine's own processors.</summary>
internal sealed class MachineBench : ICoreBench
{
    private const int ThisThread = 0;

    // The fastest first; the reference isn't among them, since it decides where these disagree.
    private static readonly KernelPath[] Paths = [KernelPath.Avx512Vbmi2, KernelPath.Avx2, KernelPath.Vector128, KernelPath.Scalar];

    public TimeProvider Time => TimeProvider.System;

    public IReadOnlyList<int>? Usable() => UsableProcessors.ForPinning();

    public IReadOnlyList<LogicalProcessor> Places() => PiEnvironment.Read().Processors;

    public void Hold(int processor) => ProcessorAffinity.Set(ThisThread, [processor]);

    public bool IsHeld(int processor) => ProcessorAffinity.Read(ThisThread) is [int only] && only == processor;

    public IReadOnlyList<CoreKernel> Kernels(Generator generator, ulong seed) => generator == Generator.Xoshiro256PlusPlus
        ? [.. Paths
            .Where(KernelPaths.IsSupported)
            .Select(path => new CoreKernel(path.ToString(), () => TrialSources.Create(seed, path)))]
        : [new(generator.ToString(), () => TrialSources.Create(generator, seed))];

    public TrialSource Reference(Generator generator, ulong seed) => generator == Generator.Xoshiro256PlusPlus
        ? TrialSources.Create(seed, KernelPath.Reference)
        : TrialSources.Create(generator, seed);
}
