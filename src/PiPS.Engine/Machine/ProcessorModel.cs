namespace PiPS.Engine.Machine;

/// <summary>What <c>/proc/cpuinfo</c> says the processors are; where they differ, each value once.</summary>
internal sealed class ProcessorModel
{
    private readonly List<string> _names = [];
    private readonly List<string> _cores = [];
    private readonly List<string> _vendors = [];
    private readonly List<string> _microcodes = [];

    private ProcessorModel()
    {
    }

    /// <summary>The model; on Arm the cores' names, <c>Cortex-A55, Cortex-A76</c>. Null if unknown.</summary>
    public string? Name => Join(_cores) ?? Join(_names);

    /// <summary>The maker: <c>GenuineIntel</c>, <c>ARM</c>. Null if unknown.</summary>
    public string? Vendor => Join(_vendors);

    /// <summary>The microcode's revision, as the kernel writes it: <c>0xb004007</c>. Null if unknown.</summary>
    public string? Microcode => Join(_microcodes);

    /// <summary>Reads it.</summary>
    public static ProcessorModel Read(MachineFiles files)
    {
        ProcessorModel model = new();
        string implementer = "";

        foreach (string line in files.ReadLines("/proc/cpuinfo"))
        {
            int colon = line.IndexOf(':');
            string value = line[(colon + 1)..].Trim();

            if (colon < 0 || value.Length == 0)
            {
                continue;
            }

            // Each architecture has words of its own: x86, MIPS, POWER, LoongArch and RISC-V name a model, Arm two numbers.
            switch (line[..colon].TrimEnd())
            {
                case "model name" or "cpu model" or "cpu" or "Model Name" or "uarch":
                    Add(model._names, value);
                    break;
                case "vendor_id":
                    Add(model._vendors, value);
                    break;
                case "microcode":
                    Add(model._microcodes, value);
                    break;
                case "CPU implementer":
                    implementer = value;
                    Add(model._vendors, ArmProcessor.Vendor(value));
                    break;
                case "CPU part" when implementer.Length > 0:
                    Add(model._cores, ArmProcessor.Name(implementer, value));
                    break;
            }
        }

        return model;
    }

    private static void Add(List<string> values, string? value)
    {
        if (value is not null && !values.Contains(value))
        {
            values.Add(value);
        }
    }

    private static string? Join(List<string> values) => values.Count == 0 ? null : string.Join(", ", values);
}
