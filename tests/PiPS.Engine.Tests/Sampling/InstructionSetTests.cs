using System.Diagnostics;
using System.Reflection;
using PiPS.Engine.Machine;
using PiPS.Engine.Sampling;
using PiPS.Engine.Tests.Workers;

namespace PiPS.Engine.Tests.Sampling;

/// <summary>The sampler's tests once more, on processors that can do less: this program runs itself.</summary>
public sealed class InstructionSetTests
{
    // What asks CPython, or looks at keys alone, says the same on any processor; this class would run itself without end.
    private static readonly string[] Filter =
    [
        "-namespace", typeof(InstructionSetTests).Namespace!,
        "-class-", typeof(InstructionSetTests).FullName!,
        "-class-", typeof(NeighbouringSeedsTests).FullName!,
        "-method-", "*Counts_as_CPython_does*",
        "-method-", "*Hits_where_CPython_hits*",
    ];

    // setting that takes instructions away => one that is taken, and a kernel that needs it
    public static TheoryData<string, string, KernelPath> Settings => new()
    {
        { "DOTNET_EnableAVX512", "AVX-512F", KernelPath.Avx512Vbmi2 },
        { "DOTNET_EnableAVX2", "AVX2", KernelPath.Avx2 },
        { "DOTNET_EnableHWIntrinsic", "SSE2", KernelPath.Vector128 },
    };

    [Theory, MemberData(nameof(Settings))]
    public void The_samplers_tests_pass_without(string setting, string taken, KernelPath kernel)
    {
        SkipUnlessThereIs(taken);
        string tests = Path.Combine(AppContext.BaseDirectory, Assembly.GetExecutingAssembly().GetName().Name!);

        string output = Run(tests, setting, [.. Filter, "-noColor"]);

        Assert.Contains("Failed: 0", output, StringComparison.Ordinal);
        Assert.Contains($"The kernel {kernel} can't run here.", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DOTNET_EnableAVX512", "AVX-512F")]
    [InlineData("DOTNET_EnableAVX2", "AVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic", "SSE2")]
    public void Worker_processes_count_the_golden_hits_without(string setting, string taken)
    {
        SkipUnlessThereIs(taken);

        string output =
            Run(Estimates.Pips.FileName, setting,
            "estimate", "1e8", "--seed", "42", "--type", "process", "--workers", "2", "--json");

        Assert.Contains($"\"hits\": {Estimates.GoldenHits},", output, StringComparison.Ordinal);
    }

    private static void SkipUnlessThereIs(string set)
        => Assert.SkipUnless(
            InstructionSets().Contains(set, StringComparison.Ordinal), $"This processor has no {set} to be taken away.");

    private static string InstructionSets() => PiEnvironment.Read().InstructionSets ?? string.Empty;

    private static string Run(string program, string setting, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, Environment = { [setting] = "0" } };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output);
        return output;
    }
}
