using System.Runtime.InteropServices;

namespace PiPS.Engine.Machine;

/// <summary>What a measurement was made on: the machine, what of it this process may use, and the software.</summary>
/// <remarks>
/// All but <see cref="Processors"/> are plain values, so that Export-Csv keeps them. Null says "not known", or "none" where a
/// property says so; nothing is guessed. Counts are of what is online, as <c>lscpu</c> has them.
/// </remarks>
public sealed record PiEnvironment
{
    /// <summary>The processor's model: <c>AMD EPYC 9654 96-Core Processor</c>; with a comma between where cores differ.</summary>
    public string? Processor { get; init; }

    /// <summary>The processor's maker, in its own spelling: <c>AuthenticAMD</c>, <c>GenuineIntel</c>, <c>ARM</c>.</summary>
    public string? Vendor { get; init; }

    /// <summary>What the machine is virtual on: <c>KVM</c>, <c>Hyper-V</c>; null also when no hypervisor shows itself.</summary>
    public string? Hypervisor { get; init; }

    /// <summary>Processor packages.</summary>
    public int? Sockets { get; init; }

    /// <summary>Memory nodes, also those without processors.</summary>
    public int? NumaNodes { get; init; }

    /// <summary>Cores of all sockets.</summary>
    public int? Cores { get; init; }

    /// <summary>Hardware threads of all cores.</summary>
    public int? LogicalProcessors { get; init; }

    /// <summary>Logical processors that this process may run on: its affinity, which has a container's cpuset in it.</summary>
    public int? AffinityCount { get; init; }

    /// <summary>Processor time that this process's control groups allow, in processors: 1.5. Null also without a limit.</summary>
    public double? ProcessorLimit { get; init; }

    /// <summary>
    /// Processors that this process can keep busy, at least 1: the lower of affinity and limit, as
    /// <see cref="Machine.UsableProcessors.Count"/> has it.
    /// </summary>
    public required int UsableProcessors { get; init; }

    /// <summary>What sets the processors' frequency: <c>performance</c>; with a comma between where processors differ.</summary>
    public string? Governor { get; init; }

    /// <summary>Microcode revision: <c>0xa101148</c>; with a comma between where processors differ, as they shouldn't.</summary>
    public string? Microcode { get; init; }

    /// <summary>
    /// The instruction sets that .NET really uses here, with a space between: <c>SSE4.2 AVX2 AVX-512VBMI2</c>; null where it
    /// uses none. Settings such as <c>DOTNET_EnableAVX2=0</c> take some away.
    /// </summary>
    public string? InstructionSets { get; init; }

    /// <summary>Main memory that the operating system has, in bytes.</summary>
    public long? TotalMemory { get; init; }

    /// <summary>Memory that the process's control groups allow, in bytes; null also without a limit.</summary>
    public long? MemoryLimit { get; init; }

    /// <summary>The operating system with its version: <c>Debian GNU/Linux 12 (bookworm)</c>.</summary>
    public string? OperatingSystem { get; init; }

    /// <summary>The operating system's kernel, as <c>uname -r</c> has it; null where there is no Linux.</summary>
    public string? KernelRelease { get; init; }

    /// <summary>The architecture that this process runs as: <c>X64</c>, <c>Arm64</c>.</summary>
    public string? Architecture { get; init; }

    /// <summary>.NET with its version: <c>.NET 10.0.12</c>.</summary>
    public string? Runtime { get; init; }

    /// <summary>PowerShell's version; null where there is none. The engine doesn't know it: the cmdlet fills it in.</summary>
    public string? PowerShell { get; init; }

    /// <summary>The machine's name.</summary>
    public string? HostName { get; init; }

    /// <summary>How workers were put on other machines: <c>Ssh: web1, web2</c>; null where they ran here. Then all the rest is of the machine that they were started from.</summary>
    public string? Launcher { get; init; }

    /// <summary>The logical processors that are online, by number; none where there is no Linux.</summary>
    public IReadOnlyList<LogicalProcessor> Processors { get; init; } = [];

    /// <summary>Looks at this machine, in a few milliseconds.</summary>
    public static PiEnvironment Read()
    {
        PiEnvironment system = System.OperatingSystem.IsLinux()
            ? LinuxEnvironment.Read(MachineFiles.Real, Machine.UsableProcessors.Affinity())
            : new() { UsableProcessors = Machine.UsableProcessors.Count };

        return system with
        {
            Processor = system.Processor ?? X86Identification.Brand(),
            Vendor = system.Vendor ?? X86Identification.Vendor(),
            Hypervisor = X86Identification.Hypervisor(),
            InstructionSets = Machine.InstructionSets.Describe(),
            OperatingSystem = RuntimeInformation.OSDescription,
            Architecture = RuntimeInformation.ProcessArchitecture.ToString(),
            Runtime = RuntimeInformation.FrameworkDescription,
            HostName = Environment.MachineName,
        };
    }
}
