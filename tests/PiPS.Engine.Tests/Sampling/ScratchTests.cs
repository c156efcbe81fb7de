using System.Runtime.InteropServices;
using PiPS.Engine.Sampling;

namespace PiPS.Engine.Tests.Sampling;

/// <summary>The kernels write by pointer, without looking whether their scratch is full. It must hold the worst case.</summary>
public sealed class ScratchTests
{
    private const byte Canary = 0xA5;
    private const int GuardSize = 4_096;

    [Fact]
    public void Scalar_kernel_stays_in_its_scratch_when_nothing_is_decided() => FillScratch<ScalarKernel>(KernelPath.Scalar);

    [Fact]
    public void Vector128_kernel_stays_in_its_scratch_when_nothing_is_decided()
        => FillScratch<Vector128Kernel>(KernelPath.Vector128);

    [Fact]
    public void Avx2_kernel_stays_in_its_scratch_when_nothing_is_decided() => FillScratch<Avx2Kernel>(KernelPath.Avx2);

    [Fact]
    public void Avx512_kernel_stays_in_its_scratch_when_nothing_is_decided() => FillScratch<Avx512Kernel>(KernelPath.Avx512Vbmi2);

    private static unsafe void FillScratch<TKernel>(KernelPath path)
        where TKernel : struct, IXoshiroKernel
    {
        Paths.SkipUnlessSupported(path);
        DecisionTables nothing = new(_ => false);
        PinnedMemory words = new(1_024);
        PinnedMemory scratch = new(TKernel.ScratchSize + GuardSize);
        Span<byte> guard = new(scratch.Pointer + TKernel.ScratchSize, GuardSize);
        guard.Fill(Canary);

        // From a state of zeros a generator draws zeros for ever: each trial lies in cell (0, 0), and hits.
        NativeMemory.Clear(words.Pointer, 1_024);
        long hits = TKernel.Count((ulong*)words.Pointer, scratch.Pointer, nothing, origin: 11, TKernel.MaximumSteps);

        Assert.Equal(128L * TKernel.MaximumSteps, hits);
        Assert.Equal(-1, guard.IndexOfAnyExcept(Canary));
        GC.KeepAlive(words);
        GC.KeepAlive(scratch);
    }
}
