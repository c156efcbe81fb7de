namespace PiPS.Module.Tests;

/// <summary>The Pester suites, one process each, against the built module.</summary>
internal static class PesterSuites
{
    // What a suite ends with if there is no Pester.
    private const int NoPester = 77;

    // A cmdlet that is stuck keeps PowerShell from exiting; this fails the suite instead of hanging it.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(8);

    // They measure speed, or give items little time: nothing else may run.
    private static readonly string[] Quiet =
    [
        "Invoke-PiEstimate.Tests.ps1", "Measure-PiScaling.Tests.ps1", "PoolPromises.Tests.ps1", "Test-PiCore.Tests.ps1",
    ];

    // They take far longer than their length tells.
    private static readonly string[] Long = ["PoolLifetime.Tests.ps1", "TaskLog.Tests.ps1"];

    // They take minutes of a processor: every example of the help as printed, and a package that is made and installed.
    private static readonly string[] Thorough = ["Examples.Tests.ps1", "Package.Tests.ps1"];

    /// <summary>Those that run on demand.</summary>
    public static TheoryData<string> OnDemand => [.. Thorough];

    /// <summary>Those that run alone.</summary>
    public static TheoryData<string> Alone => [.. All().Where(Quiet.Contains)];

    /// <summary>A third of the others.</summary>
    /// <param name="third">0, 1 or 2.</param>
    /// <remarks>Dealt from the longest to the shortest, there and back (0, 1, 2, 2, 1, 0): so they take about as long.</remarks>
    public static TheoryData<string> Third(int third) =>
        [.. All().Except(Quiet).Except(Thorough).OrderByDescending(Long.Contains).Where((_, index) => (index % 6 < 3 ? index % 6 : 5 - (index % 6)) == third)];

    /// <summary>Runs a suite; the test passes if all of its own do.</summary>
    public static async Task Pass(string suite)
    {
        string? shell = PowerShellHost.Find();
        Assert.SkipWhen(shell is null, "There is no PowerShell (pwsh) 7.6 or later on PATH.");

        (int exitCode, string output) = await PowerShellHost.RunAsync(
            shell!,
            ["-NoProfile", "-NonInteractive", "-File", Path.Combine(AppContext.BaseDirectory, "Invoke-Suite.ps1"), suite],
            Longest,
            TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper?.WriteLine(output);

        Assert.SkipWhen(exitCode == NoPester, "There is no Pester 5, and the PowerShell Gallery couldn't be reached for it.");
        Assert.True(exitCode == 0, output);
    }

    private static IEnumerable<string> All() => new DirectoryInfo(AppContext.BaseDirectory)
        .EnumerateFiles("*.Tests.ps1").OrderByDescending(file => file.Length).ThenBy(file => file.Name).Select(file => file.Name);
}
