namespace PiPS.Module.Tests;

/// <summary>The last third of the Pester suites: as many run at a time.</summary>
public sealed class FurtherPesterTests
{
    public static TheoryData<string> Suites => PesterSuites.Third(2);

    [Theory, MemberData(nameof(Suites))]
    public Task Passes(string suite) => PesterSuites.Pass(suite);
}
