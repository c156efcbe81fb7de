namespace PiPS.Module.Tests;

/// <summary>The other half of the Pester suites.</summary>
public sealed class OtherPesterTests
{
    public static TheoryData<string> Suites => PesterSuites.Half(1);

    [Theory, MemberData(nameof(Suites))]
    public Task Passes(string suite) => PesterSuites.Pass(suite);
}
