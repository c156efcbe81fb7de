namespace PiPS.Module.Tests;

/// <summary>One third of the Pester suites: as many run at a time.</summary>
public sealed class PesterTests
{
    public static TheoryData<string> Suites => PesterSuites.Third(0);

    [Theory, MemberData(nameof(Suites))]
    public Task Passes(string suite) => PesterSuites.Pass(suite);
}
