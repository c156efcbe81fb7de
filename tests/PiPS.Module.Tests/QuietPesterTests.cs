namespace PiPS.Module.Tests;

/// <summary>The Pester suites that need the machine for themselves: they come after all others, one by one.</summary>
[Collection(nameof(QuietPesterTests)), CollectionDefinition(nameof(QuietPesterTests), DisableParallelization = true)]
public sealed class QuietPesterTests
{
    public static TheoryData<string> Suites => PesterSuites.Alone;

    [Theory, MemberData(nameof(Suites))]
    public Task Passes(string suite) => PesterSuites.Pass(suite);
}
