namespace PiPS.Soaking;

/// <summary>Tests that repeat, with five times the rounds that every build has time for: 200 kills, a hundred leaks a kind.</summary>
public sealed class SoakTests
{
    [Theory]
    [InlineData("CommandLine.CheckpointKillTests")]
    [InlineData("Sharing.HostileRequestTests")]
    [InlineData("Workers.LeakTests")]
    public async Task Engine_tests_pass(string testClass)
    {
        string output = await TestProgram.Pass(
            TestProgram.At("PiPS.Engine.Tests", "PiPS.Engine.Tests"), "-noColor", "-class", $"PiPS.Engine.Tests.{testClass}");

        // A class that is called otherwise by now would pass too.
        Assert.DoesNotContain("Total: 0", output, StringComparison.Ordinal);
    }

    /// <summary>Those that take too long for every build: a link that is cut, a node that dies.</summary>
    [Theory]
    [InlineData("Launchers.CutLinkTests")]
    [InlineData("Launchers.SlurmTroubleTests")]
    public async Task Long_engine_tests_pass(string testClass)
    {
        string output = await TestProgram.Pass(
            TestProgram.At("PiPS.Engine.Tests", "PiPS.Engine.Tests"), "-noColor", "-explicit", "only", "-class", $"PiPS.Engine.Tests.{testClass}");

        Assert.DoesNotContain("Total: 0", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PoolLifetime.Tests.ps1")]
    public Task Pester_suites_pass(string suite) => TestProgram.Pass(
        "pwsh", "-NoProfile", "-NonInteractive", "-File", TestProgram.At("PiPS.Module.Tests", "Invoke-Suite.ps1"), suite);
}
