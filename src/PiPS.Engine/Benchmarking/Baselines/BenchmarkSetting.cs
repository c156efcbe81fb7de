using System.Globalization;
using PiPS.Engine.Machine;

namespace PiPS.Engine.Benchmarking.Baselines;

/// <summary>Machine and software, as far as they have to do with speed.</summary>
/// <remarks>The machine's name isn't among it: nodes of a cluster are compared with each other. Nor is PowerShell, which doesn't count.</remarks>
/// <param name="Version">Version of PiPS.</param>
/// <param name="Environment">The machine.</param>
internal sealed record BenchmarkSetting(string Version, PiEnvironment Environment)
{
    private static readonly (string Name, Func<BenchmarkSetting, object?> Value)[] Facts =
    [
        ("processor", setting => setting.Environment.Processor),
        ("microcode", setting => setting.Environment.Microcode),
        ("hypervisor", setting => setting.Environment.Hypervisor),
        ("sockets", setting => setting.Environment.Sockets),
        ("NUMA nodes", setting => setting.Environment.NumaNodes),
        ("cores", setting => setting.Environment.Cores),
        ("logical processors", setting => setting.Environment.LogicalProcessors),
        ("usable processors", setting => setting.Environment.UsableProcessors),
        ("processor limit", setting => setting.Environment.ProcessorLimit),
        ("governor", setting => setting.Environment.Governor),
        ("instruction sets", setting => setting.Environment.InstructionSets),
        ("architecture", setting => setting.Environment.Architecture),
        ("operating system", setting => setting.Environment.OperatingSystem),
        ("kernel", setting => setting.Environment.KernelRelease),
        (".NET", setting => setting.Environment.Runtime),
        ("launcher", setting => setting.Environment.Launcher ?? "none"),
        ("PiPS", setting => setting.Version),
    ];

    /// <summary>What differs, in words: <c>microcode 0xa101148 / 0xa101154</c>.</summary>
    public IEnumerable<string> DifferencesFrom(BenchmarkSetting reference)
    {
        foreach ((string name, Func<BenchmarkSetting, object?> value) in Facts)
        {
            object? there = value(reference), here = value(this);

            if (!Equals(there, here))
            {
                yield return $"{name} {Shown(there)} / {Shown(here)}";
            }
        }
    }

    /// <inheritdoc/>
    public bool Equals(BenchmarkSetting? other) => other is not null && !DifferencesFrom(other).Any();

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Version, Environment.Processor, Environment.UsableProcessors);

    private static string Shown(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : "unknown";
}
