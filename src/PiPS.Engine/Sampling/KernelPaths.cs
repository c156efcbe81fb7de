using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PiPS.Engine.Sampling;

/// <summary>Which kernels this processor and this runtime can run.</summary>
public static class KernelPaths
{
    /// <summary>The fastest supported path.</summary>
    public static KernelPath Best
        => IsSupported(KernelPath.Avx512Vbmi2) ? KernelPath.Avx512Vbmi2
        : IsSupported(KernelPath.Avx2) ? KernelPath.Avx2
        : IsSupported(KernelPath.Vector128) ? KernelPath.Vector128
        : KernelPath.Scalar;

    /// <summary>Whether a path can run here. <c>DOTNET_EnableAVX2=0</c> and its like forbid some.</summary>
    public static bool IsSupported(KernelPath path) => path switch
    {
        KernelPath.Reference or KernelPath.Scalar => true,
        KernelPath.Vector128 => Vector128.IsHardwareAccelerated,
        KernelPath.Avx2 => Avx2.IsSupported,
        KernelPath.Avx512Vbmi2 => Avx512Vbmi.IsSupported && Avx512Vbmi2.IsSupported,
        _ => false,
    };
}
