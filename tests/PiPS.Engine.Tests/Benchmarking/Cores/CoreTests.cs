using PiPS.Engine.Benchmarking.Cores;

namespace PiPS.Engine.Tests.Benchmarking.Cores;

/// <summary>Core tests on machines that are made up.</summary>
internal static class CoreTests
{
    /// <summary>Three times all blocks by the fast kernel, and some by the plain one.</summary>
    public const long Trials = 800 * GoldenBlocks.Size;

    public static IReadOnlyList<CoreTest> Run(FakeBench bench, CoreTestOptions? options = null, ICoreTestObserver? observer = null)
        => CoreTestRun.Execute(
            options ?? new() { Trials = Trials }, bench, observer, TestContext.Current.CancellationToken);

    public static string[] Verdicts(IEnumerable<CoreTest> rows) => [.. rows.Select(row => row.Verdict)];
}
