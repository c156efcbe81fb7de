using System.Management.Automation;
using PiPS.Cmdlets.Benchmarks;
using PiPS.Engine.Benchmarking.Cores;

namespace PiPS.Module.Doubles;

/// <summary><c>Test-FaultyCore</c>: Test-PiCore on a machine that has a bad processor.</summary>
[Cmdlet(VerbsDiagnostic.Test, "FaultyCore", DefaultParameterSetName = "Repeat")]
[OutputType(typeof(CoreTest))]
public sealed class TestFaultyCoreCommand : TestPiCoreCommand
{
    [Parameter]
    public int? Bad { get; set; }

    [Parameter]
    public int[] Blocks { get; set; } = [];

    [Parameter]
    public int? Refusing { get; set; }

    private protected override IReadOnlyList<CoreTest> Execute(CoreTestOptions options, ICoreTestObserver observer)
        => CoreTestRun.Execute(options, new FaultyBench { Bad = Bad, Blocks = Blocks, Refusing = Refusing }, observer, Stop);
}
