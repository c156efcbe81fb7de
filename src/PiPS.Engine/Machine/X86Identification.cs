using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Text;

namespace PiPS.Engine.Machine;

/// <summary>What an x86 processor says about itself, under any operating system. Null on other processors.</summary>
/// <remarks>
/// Source: CPUID in Intel's Software Developer's Manual, volume 2A, and AMD's Programmer's Manual, volume 3, appendix E.
/// </remarks>
internal static class X86Identification
{
    private const uint BrandLeaf = 0x8000_0002; // and the two behind it
    private const uint HypervisorLeaf = 0x4000_0000;
    private const int HypervisorBit = 31; // in ECX of leaf 1: reserved for hypervisors, 0 on hardware

    /// <summary>The model: <c>AMD EPYC 9654 96-Core Processor</c>.</summary>
    public static string? Brand()
    {
        if (!X86Base.IsSupported || (uint)Ask(0x8000_0000).Eax < BrandLeaf + 2)
        {
            return null;
        }

        List<int> registers = [];

        for (uint leaf = BrandLeaf; leaf <= BrandLeaf + 2; leaf++)
        {
            (int eax, int ebx, int ecx, int edx) = Ask(leaf);
            registers.AddRange([eax, ebx, ecx, edx]);
        }

        return Text([.. registers]);
    }

    /// <summary>The maker: <c>GenuineIntel</c>.</summary>
    public static string? Vendor()
    {
        if (!X86Base.IsSupported)
        {
            return null;
        }

        (_, int ebx, int ecx, int edx) = Ask(0);
        return Text([ebx, edx, ecx]);
    }

    /// <summary>The hypervisor that this machine is virtual on; null also when none shows itself.</summary>
    public static string? Hypervisor()
    {
        if (!X86Base.IsSupported || (Ask(1).Ecx >> HypervisorBit & 1) == 0)
        {
            return null;
        }

        (_, int ebx, int ecx, int edx) = Ask(HypervisorLeaf);
        return HypervisorName(Text([ebx, ecx, edx]));
    }

    /// <param name="signature">Its twelve letters; one that isn't in the table is its own name.</param>
    internal static string? HypervisorName(string? signature) => signature switch
    {
        "KVMKVMKVM" or "Linux KVM Hv" => "KVM",
        "Microsoft Hv" => "Hyper-V",
        "VMwareVMware" => "VMware",
        "XenVMMXenVMM" => "Xen",
        "VBoxVBoxVBox" => "VirtualBox",
        "TCGTCGTCGTCG" => "QEMU",
        "bhyve bhyve" => "bhyve",
        "ACRNACRNACRN" => "ACRN",
        "prl hyperv" or "lrpepyh  vr" => "Parallels",
        _ => signature,
    };

    private static (int Eax, int Ebx, int Ecx, int Edx) Ask(uint leaf) => X86Base.CpuId((int)leaf, 0);

    private static string? Text(int[] registers)
    {
        string text = Encoding.Latin1.GetString(MemoryMarshal.AsBytes<int>(registers)).Trim('\0', ' ');
        return text.Length == 0 ? null : text;
    }
}
