namespace PiPS.Module.Tests;

/// <summary>The Pester suites that take minutes: they run where PIPS_SOAK is set, as the soak does.</summary>
[Collection(nameof(QuietPesterTests))]
public sealed class ThoroughPesterTests
{
    public static TheoryData<string> Suites => PesterSuites.OnDemand;

    [Theory, MemberData(nameof(Suites))]
    public Task Passes(string suite)
    {
        Assert.SkipWhen(
            Environment.GetEnvironmentVariable("PIPS_SOAK") is null,
            "It takes minutes, and runs on demand: set PIPS_SOAK to 1, or run tests/PiPS.Soak with --only suites.");
        return PesterSuites.Pass(suite);
    }
}
