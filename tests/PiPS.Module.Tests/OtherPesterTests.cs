namespace PiPS.Module.Tests;

/// <summary>Another third of the Pester suites: as many run at a time.</summary>
public sealed class OtherPesterTests
{
    public static TheoryData<string> Suites => PesterSuites.Third(1);

    [Theory, MemberData(nameof(Suites))]
    public Task Passes(string suite) => PesterSuites.Pass(suite);
}
