namespace PiPS.Module.Tests;

/// <summary>The Pester suites, one process each, against the built module.</summary>
public sealed class PesterTests
{
    // What a suite ends with if there is no Pester.
    private const int NoPester = 77;

    // A cmdlet that is stuck keeps PowerShell from exiting; this fails the suite instead of hanging it.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(6);

    public static TheoryData<string> Suites
        => [.. Directory.EnumerateFiles(AppContext.BaseDirectory, "*.Tests.ps1").Select(path => Path.GetFileName(path)).Order()];

    [Theory, MemberData(nameof(Suites))]
    public async Task Passes(string suite)
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
}
