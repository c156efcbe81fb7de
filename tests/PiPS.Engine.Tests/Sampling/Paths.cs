using PiPS.Engine.Sampling;

namespace PiPS.Engine.Tests.Sampling;

/// <summary>The kernels that this machine can test.</summary>
internal static class Paths
{
    public static IEnumerable<KernelPath> Supported => Enum.GetValues<KernelPath>().Where(KernelPaths.IsSupported);

    /// <summary>Skips the test, with the reason, where a kernel can't run.</summary>
    public static void SkipUnlessSupported(KernelPath path)
        => Assert.SkipUnless(KernelPaths.IsSupported(path), $"The kernel {path} can't run here.");
}
