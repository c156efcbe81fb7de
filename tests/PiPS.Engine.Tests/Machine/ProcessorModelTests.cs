using PiPS.Engine.Machine;

namespace PiPS.Engine.Tests.Machine;

public sealed class ProcessorModelTests
{
    // cpuinfo, "|" for a new line => model, vendor, microcode
    public static TheoryData<string, string?, string?, string?> Infos => new()
    {
        {
            "processor\t: 0|vendor_id\t: GenuineIntel|model name\t: 12th Gen Intel(R) Core(TM) i7|microcode\t: 0x435||",
            "12th Gen Intel(R) Core(TM) i7", "GenuineIntel", "0x435"
        },
        {
            "processor\t: 0|model name\t: A|microcode\t: 0x435||processor\t: 1|model name\t: A|microcode\t: 0x436||",
            "A", null, "0x435, 0x436"
        },
        {
            "processor\t: 0|Features\t: fp asimd|CPU implementer\t: 0x41|CPU architecture: 8|CPU part\t: 0xd0c||",
            "Neoverse-N1", "ARM", null
        },
        {
            "CPU implementer\t: 0x41|CPU part\t: 0xd05||CPU implementer\t: 0x41|CPU part\t: 0xd0b||Model\t\t: Some Board Rev 1.0",
            "Cortex-A55, Cortex-A76", "ARM", null
        },
        { "model name\t: ARMv8 Processor rev 1 (v8l)|CPU implementer\t: 0x41|CPU part\t: 0xd07|", "Cortex-A57", "ARM", null },
        { "CPU implementer\t: 0xc0|CPU part\t: 0xac3|", "Ampere part 0xac3", "Ampere", null },
        { "CPU implementer\t: 0x99|CPU part\t: what|", "implementer 0x99 part what", null, null },
        { "CPU part\t: 0xd0c|", null, null, null },
        { "processor\t: 0|cpu\t\t: POWER9, altivec supported|clock\t\t: 3800MHz|", "POWER9, altivec supported", null, null },
        { "processor\t: 0|hart\t\t: 1|isa\t\t: rv64imafdc|uarch\t\t: sifive,u74-mc|", "sifive,u74-mc", null, null },
        { "model name\t: |vendor_id|: x||\0\0", null, null, null },
        { "", null, null, null },
    };

    [Theory, MemberData(nameof(Infos))]
    public void Says_what_the_processors_are(string info, string? name, string? vendor, string? microcode)
    {
        using MachineTree machine = new();
        machine.With("/proc/cpuinfo", info.Replace('|', '\n'));

        ProcessorModel model = ProcessorModel.Read(machine.Files);

        Assert.Equal((name, vendor, microcode), (model.Name, model.Vendor, model.Microcode));
    }
}
