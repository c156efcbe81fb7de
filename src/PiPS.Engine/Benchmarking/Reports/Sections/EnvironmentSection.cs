using System.Globalization;
using PiPS.Engine.Machine;

namespace PiPS.Engine.Benchmarking.Reports.Sections;

/// <summary>The machines that results were measured on.</summary>
/// <param name="environments">The machines.</param>
/// <param name="isElsewhere">Whether it is only the machine that the report was made on: results may come from others.</param>
internal sealed class EnvironmentSection(IReadOnlyList<PiEnvironment> environments, bool isElsewhere)
{
    /// <summary>What makes two descriptions one machine's.</summary>
    public static string Key(PiEnvironment machine) => string.Join('|', Rows(machine).Select(row => row.Value));

    public void Write(ReportPage page)
    {
        if (environments.Count == 0)
        {
            return;
        }

        page.Section(isElsewhere ? "Machine that this report was made on" : environments.Count == 1 ? "Machine" : "Machines");

        foreach (PiEnvironment machine in environments)
        {
            page.Html.Open("dl", ("class", "facts"));

            foreach ((string name, string? value) in Rows(machine).Where(row => row.Value is not null))
            {
                page.Html.Open("div").Element("dt", name).Element("dd", value).Close();
            }

            page.Html.Close();
        }

        page.Html.Close();
    }

    private static IEnumerable<(string Name, string? Value)> Rows(PiEnvironment machine) =>
    [
        ("Host", machine.HostName),
        ("Workers", machine.Launcher),
        ("Processor", machine.Processor),
        ("Hypervisor", machine.Hypervisor),
        ("Sockets", Number(machine.Sockets)),
        ("NUMA nodes", Number(machine.NumaNodes)),
        ("Cores", Number(machine.Cores)),
        ("Logical processors", Number(machine.LogicalProcessors)),
        ("Usable processors", Number(machine.UsableProcessors)),
        ("Processor limit", machine.ProcessorLimit?.ToString("0.##", CultureInfo.InvariantCulture)),
        ("Instruction sets", machine.InstructionSets),
        ("Governor", machine.Governor),
        ("Microcode", machine.Microcode),
        ("Memory", machine.TotalMemory is long total ? ReportText.Memory(total) : null),
        ("Memory limit", machine.MemoryLimit is long limit ? ReportText.Memory(limit) : null),
        ("Operating system", machine.OperatingSystem),
        ("Kernel", machine.KernelRelease),
        ("Architecture", machine.Architecture),
        (".NET", machine.Runtime),
        ("PowerShell", machine.PowerShell),
    ];

    private static string? Number(int? count) => count?.ToString("N0", CultureInfo.InvariantCulture);
}
