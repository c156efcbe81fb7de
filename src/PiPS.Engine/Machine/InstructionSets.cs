using Arm = System.Runtime.Intrinsics.Arm;
using X86 = System.Runtime.Intrinsics.X86;

namespace PiPS.Engine.Machine;

/// <summary>The instruction sets that .NET uses here: what processor, operating system and settings leave.</summary>
internal static class InstructionSets
{
    private static readonly string?[] All =
    [
        X86.Sse2.IsSupported ? "SSE2" : null,
        X86.Sse3.IsSupported ? "SSE3" : null,
        X86.Ssse3.IsSupported ? "SSSE3" : null,
        X86.Sse41.IsSupported ? "SSE4.1" : null,
        X86.Sse42.IsSupported ? "SSE4.2" : null,
        X86.Popcnt.IsSupported ? "POPCNT" : null,
        X86.Aes.IsSupported ? "AES" : null,
        X86.Pclmulqdq.IsSupported ? "PCLMULQDQ" : null,
        X86.Avx.IsSupported ? "AVX" : null,
        X86.Avx2.IsSupported ? "AVX2" : null,
        X86.Fma.IsSupported ? "FMA" : null,
        X86.Bmi1.IsSupported ? "BMI1" : null,
        X86.Bmi2.IsSupported ? "BMI2" : null,
        X86.Lzcnt.IsSupported ? "LZCNT" : null,
        X86.Gfni.IsSupported ? "GFNI" : null,
        X86.Pclmulqdq.V256.IsSupported ? "VPCLMULQDQ" : null,
        X86.AvxVnni.IsSupported ? "AVX-VNNI" : null,
        X86.Avx512F.IsSupported ? "AVX-512F" : null,
        X86.Avx512BW.IsSupported ? "AVX-512BW" : null,
        X86.Avx512CD.IsSupported ? "AVX-512CD" : null,
        X86.Avx512DQ.IsSupported ? "AVX-512DQ" : null,
        X86.Avx512F.VL.IsSupported ? "AVX-512VL" : null,
        X86.Avx512Vbmi.IsSupported ? "AVX-512VBMI" : null,
        X86.Avx512Vbmi2.IsSupported ? "AVX-512VBMI2" : null,
        X86.Avx10v1.IsSupported ? "AVX10.1" : null,
        X86.Avx10v2.IsSupported ? "AVX10.2" : null,
        Arm.AdvSimd.IsSupported ? "AdvSIMD" : null,
        Arm.Aes.IsSupported ? "AES" : null,
        Arm.Crc32.IsSupported ? "CRC32" : null,
        Arm.Dp.IsSupported ? "DotProd" : null,
        Arm.Rdm.IsSupported ? "RDM" : null,
        Arm.Sha1.IsSupported ? "SHA1" : null,
        Arm.Sha256.IsSupported ? "SHA256" : null,
    ];

    /// <summary>Their names with a space between, as <c>AVX2 AVX-512VBMI2</c>; null where it uses none.</summary>
    public static string? Describe()
    {
        string names = string.Join(' ', All.OfType<string>());
        return names.Length == 0 ? null : names;
    }
}
