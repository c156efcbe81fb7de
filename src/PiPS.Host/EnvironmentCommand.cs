using System.CommandLine;
using System.Globalization;
using PiPS.Engine.Machine;

namespace PiPS.Host;

/// <summary><c>pips environment</c>.</summary>
internal static class EnvironmentCommand
{
    private static readonly Option<bool> AsJson = new("--json") { Description = "Print JSON." };

    public static Command Create()
    {
        Command command = new("environment", "Says what is measured: processors, limits, instruction sets, system.") { AsJson };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        PiEnvironment environment = PiEnvironment.Read();
        Console.Out.Write(parsed.GetValue(AsJson) ? Json.Write(environment, Json.Default.PiEnvironment) : Text(environment));
        return ExitCode.Done;
    }

    private static string Text(PiEnvironment environment)
    {
        (string Name, object? Value)[] rows =
        [
            ("Processor", environment.Processor),
            ("Sockets", environment.Sockets),
            ("NUMA nodes", environment.NumaNodes),
            ("Cores", environment.Cores),
            ("Logical processors", environment.LogicalProcessors),
            ("Processor limit", environment.ProcessorLimit),
            ("Usable processors", environment.UsableProcessors),
            ("Instruction sets", environment.InstructionSets),
            ("Governor", environment.Governor),
            ("Microcode", environment.Microcode),
            ("Hypervisor", environment.Hypervisor),
            ("Memory, bytes", environment.TotalMemory),
            ("Memory limit, bytes", environment.MemoryLimit),
            ("Operating system", environment.OperatingSystem),
            ("Kernel", environment.KernelRelease),
            ("Architecture", environment.Architecture),
            ("Runtime", environment.Runtime),
            ("Host", environment.HostName),
        ];

        return string.Concat(rows
            .Where(row => row.Value is not null)
            .Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Name,-20} {row.Value}{Environment.NewLine}")));
    }
}
