namespace PiPS.Module.Tests;

/// <summary>Half of the Pester suites. They mostly wait, so the other half runs beside them.</summary>
public sealed class PesterTests
{
    public static TheoryData<string> Suites => PesterSuites.Third(0);

    [Theory, MemberData(nameof(Suites))]
    public Task Passes(string suite) => PesterSuites.Pass(suite);
}
