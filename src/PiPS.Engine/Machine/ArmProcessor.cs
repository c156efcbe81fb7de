using System.Globalization;

namespace PiPS.Engine.Machine;

/// <summary>Names of Arm cores, which <c>/proc/cpuinfo</c> has as numbers alone.</summary>
/// <remarks>
/// The numbers are fields of the core's Main ID Register (MIDR_EL1), published in Arm's technical reference manuals; Linux's
/// arch/arm64/include/asm/cputype.h and <c>lscpu</c> give the same names. Here are those of servers, boards and laptops.
/// </remarks>
internal static class ArmProcessor
{
    /// <summary>Who designed the core.</summary>
    /// <param name="implementer">As in <c>/proc/cpuinfo</c>: <c>0x41</c>.</param>
    /// <returns>Null if unknown.</returns>
    public static string? Vendor(string implementer) => Number(implementer) switch
    {
        0x41 => "ARM",
        0x42 => "Broadcom",
        0x43 => "Cavium",
        0x46 => "Fujitsu",
        0x48 => "HiSilicon",
        0x4e => "NVIDIA",
        0x50 => "APM",
        0x51 => "Qualcomm",
        0x53 => "Samsung",
        0x56 => "Marvell",
        0x61 => "Apple",
        0x6d => "Microsoft",
        0x70 => "Phytium",
        0xc0 => "Ampere",
        _ => null,
    };

    /// <summary>The core's name; its vendor and number where this doesn't know it.</summary>
    /// <param name="implementer">As in <c>/proc/cpuinfo</c>: <c>0x41</c>.</param>
    /// <param name="part">As in <c>/proc/cpuinfo</c>: <c>0xd0c</c>.</param>
    public static string Name(string implementer, string part) => (Number(implementer), Number(part)) switch
    {
        (0x41, 0xd03) => "Cortex-A53",
        (0x41, 0xd04) => "Cortex-A35",
        (0x41, 0xd05) => "Cortex-A55",
        (0x41, 0xd07) => "Cortex-A57",
        (0x41, 0xd08) => "Cortex-A72",
        (0x41, 0xd09) => "Cortex-A73",
        (0x41, 0xd0a) => "Cortex-A75",
        (0x41, 0xd0b) => "Cortex-A76",
        (0x41, 0xd0c) => "Neoverse-N1",
        (0x41, 0xd0d) => "Cortex-A77",
        (0x41, 0xd40) => "Neoverse-V1",
        (0x41, 0xd41) => "Cortex-A78",
        (0x41, 0xd44) => "Cortex-X1",
        (0x41, 0xd46) => "Cortex-A510",
        (0x41, 0xd47) => "Cortex-A710",
        (0x41, 0xd48) => "Cortex-X2",
        (0x41, 0xd49) => "Neoverse-N2",
        (0x41, 0xd4a) => "Neoverse-E1",
        (0x41, 0xd4d) => "Cortex-A715",
        (0x41, 0xd4e) => "Cortex-X3",
        (0x41, 0xd4f) => "Neoverse-V2",
        (0x41, 0xd80) => "Cortex-A520",
        (0x41, 0xd81) => "Cortex-A720",
        (0x41, 0xd82) => "Cortex-X4",
        (0x41, 0xd84) => "Neoverse-V3",
        (0x41, 0xd85) => "Cortex-X925",
        (0x41, 0xd87) => "Cortex-A725",
        (0x41, 0xd8e) => "Neoverse-N3",
        _ => $"{Vendor(implementer) ?? $"implementer {implementer}"} part {part}",
    };

    private static int? Number(string text)
        => text.StartsWith("0x", StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int number)
                ? number
                : null;
}
