using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using PiPS.Engine.Machine;

namespace PiPS.Engine.Tests.Machine;

public sealed class PiEnvironmentTests
{
    [Fact]
    public void Describes_this_machine()
    {
        PiEnvironment here = PiEnvironment.Read();

        Assert.InRange(here.UsableProcessors, 1, here.LogicalProcessors ?? Environment.ProcessorCount);
        Assert.InRange(here.Cores ?? 1, here.Sockets ?? 1, here.LogicalProcessors ?? 1);
        Assert.Equal(here.LogicalProcessors ?? 0, here.Processors.Count);
        Assert.Equal(RuntimeInformation.FrameworkDescription, here.Runtime);
        Assert.Equal(Environment.MachineName, here.HostName);
        Assert.Null(here.PowerShell);
    }

    [Fact]
    public void Names_the_instruction_sets_that_dotnet_uses()
    {
        string[] sets = PiEnvironment.Read().InstructionSets?.Split(' ') ?? [];

        // .NET's vectors say the same in another way. It may avoid 512 bits on processors that slow down with them.
        Assert.Equal(Vector256.IsHardwareAccelerated, sets.Contains("AVX2"));
        Assert.True(sets.Contains("AVX-512F") || !Vector512.IsHardwareAccelerated);
        Assert.True(sets.Contains("SSE4.2") || sets.Contains("AdvSIMD") || !Vector128.IsHardwareAccelerated);
    }

    [Fact]
    public void Has_plain_values_alone_besides_its_processors()
    {
        IEnumerable<Type> types = typeof(PiEnvironment).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.Name != nameof(PiEnvironment.Processors))
            .Select(property => Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType);

        Assert.All(types, type => Assert.True(type.IsPrimitive || type == typeof(string), type.Name));
    }

    [Theory]
    [InlineData("KVMKVMKVM", "KVM")]
    [InlineData("Microsoft Hv", "Hyper-V")]
    [InlineData("SomethingNew", "SomethingNew")]
    [InlineData(null, null)]
    public void Names_the_hypervisor(string? signature, string? name)
        => Assert.Equal(name, X86Identification.HypervisorName(signature));
}
